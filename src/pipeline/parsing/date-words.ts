import { foldedWord } from './plain-characters.js';

// English, German, French, Spanish, Italian: long and short names as calendars and CRMs print them, folded (no accents, no dots).
// A table of our own, because what Intl answers changes with its version (Sep, Sept).
const months = [
  'jan january januar janner jaenner janv janvier ene enero gen gennaio',
  'feb february februar feber fev fevr fevrier febrero febb febbraio',
  'mar march marz maerz mrz mars marzo',
  'apr april avr avril abr abril aprile',
  'may mai mayo mag maggio',
  'jun june juni juin junio giu giugno',
  'jul july juli juil juill juillet julio lug luglio',
  'aug august aout ago agosto',
  'sep sept september septembre septiembre setiembre set settembre',
  'oct october okt oktober octobre octubre ott ottobre',
  'nov november novembre noviembre',
  'dec december dez dezember decembre dic diciembre dicembre',
] as const;

const weekdays =
  'mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday ' +
  'mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag ' +
  'lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche ' +
  'lunes martes mie miercoles jue jueves vie viernes sab sabado dom domingo ' +
  'lunedi martedi mercoledi gio giovedi venerdi sabato domenica';

const monthByName = new Map(
  months.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
const weekdayNames = new Set(weekdays.split(' '));

/** The number of a month's name, 1 to 12, or null. Case, accents and dots make no difference. */
export function monthNamed(word: string): number | null {
  return monthByName.get(foldedWord(word)) ?? null;
}

/** True for the name of a weekday. */
export function isWeekday(word: string): boolean {
  return weekdayNames.has(foldedWord(word));
}
