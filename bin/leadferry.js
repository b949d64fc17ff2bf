#!/usr/bin/env node
// Nothing newer than import() is used here, so that an old Node says what is missing in place of a syntax error.
const needed = [22, 19];
const main = '../dist/cli/start.js';
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  import(main).then(
    (cli) => cli.start(process),
    (error) => {
      fail(`leadferry cannot start: ${error.message}`, 'In a checkout, run `npm ci` and `npm run build`.');
    },
  );
} else {
  fail(
    `leadferry needs Node ${needed.join('.')} or newer and was started by Node ${process.versions.node}.`,
    'Install a newer Node from https://nodejs.org, then run the command again.',
  );
}

function fail(message, next) {
  process.stderr.write(`Error: ${message}\nNext:  ${next}\n`);
  process.exitCode = 2;
}
