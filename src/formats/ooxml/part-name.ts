/**
 * The part that a relationship of `from` leads to: absolute targets start at the package's root, relative ones in the folder of `from`.
 * Source: ECMA-376 part 2, 8.3 and RFC 3986, 5.2.
 */
export function resolvePartName(from: string, target: string): string {
  const path = unescaped(target.replaceAll('\\', '/').replace(/[?#].*$/s, ''));
  const folder = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const resolved: string[] = [...folder];
  for (const segment of path.split('/')) {
    if (segment === '..') resolved.pop();
    else if (segment !== '' && segment !== '.') resolved.push(segment);
  }
  return resolved.join('/');
}

/** Where the relationships of a part stand; `''` is the package itself. */
export function relationshipsOf(part: string): string {
  const cut = part.lastIndexOf('/') + 1;
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
