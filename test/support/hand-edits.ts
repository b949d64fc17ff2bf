/** What a person types into a cell: text, a number, a day (`Date` at midnight UTC); null empties it. */
export type TypedValue = string | number | Date | null;

/** By sheet and address (`E2`). */
export type HandEdits = Readonly<Record<string, Readonly<Record<string, TypedValue>>>>;

/** Types values into the cells of a workbook and saves it under another name, as a person with a spreadsheet program does. */
export async function typeIntoCells(path: string, target: string, edits: HandEdits): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  for (const [name, cells] of Object.entries(edits)) {
    const sheet = workbook.getWorksheet(name);
    if (sheet === undefined) throw new Error(`${path} has no sheet ${name}`);
    for (const [address, value] of Object.entries(cells)) {
      const cell = sheet.getCell(address);
      cell.value = value;
      // A spreadsheet program formats a day that is typed.
      if (value instanceof Date) cell.numFmt = 'yyyy-mm-dd';
    }
  }
  await workbook.xlsx.writeFile(target);
}
