/** A non-empty list of choices. */
type Choices = readonly [string, ...string[]];

/** What made-up leads of one country are put together from. All names are invented. */
export interface CountryWords {
  readonly country: string;
  readonly currency: string;
  readonly phonePrefix: string;
  readonly cities: Choices;
  /** First parts of company names. */
  readonly stems: Choices;
  /** Last parts of company names, with the legal form. */
  readonly forms: Choices;
  readonly firstNames: Choices;
  readonly lastNames: Choices;
}

export const countryWords: readonly [CountryWords, ...CountryWords[]] = [
  {
    country: 'Germany',
    currency: 'EUR',
    phonePrefix: '+49 89 555',
    cities: ['Würzburg', 'Köln', 'Göttingen', 'Stockach'],
    stems: ['Quellbächer', 'Öhrental', 'Fünfstern', 'Grünwälder'],
    forms: ['Maschinenbau GmbH', 'Anlagenbau GmbH & Co. KG', 'Präzisionsteile AG'],
    firstNames: ['Jörg', 'Käthe', 'Uwe', 'Sabine'],
    lastNames: ['Möllersand', 'Weißbrück', 'Tannhuber', 'Öztal'],
  },
  {
    country: 'France',
    currency: 'EUR',
    phonePrefix: '+33 1 99 00',
    cities: ['Besançon', 'Orléans', 'Saint-Étienne', 'Nîmes'],
    stems: ['Hélicéa', 'Clairvignole', 'Forgeronne', 'Éolandre'],
    forms: ['Mécanique SAS', 'Industries SA', 'Aérostructures SARL'],
    firstNames: ['Zoé', 'François', 'Anaïs', 'Rémi'],
    lastNames: ['Beauchêneval', 'Lefrançay', 'Dumarquois', 'Noëlac'],
  },
  {
    country: 'Italy',
    currency: 'EUR',
    phonePrefix: '+39 02 555',
    cities: ['Forlì', 'Cantù', 'Modena', 'Bergamo'],
    stems: ['Torrevelta', 'Meccalta', 'Ponteverdalo', 'Velcurà'],
    forms: ['Meccanica S.r.l.', 'Impianti S.p.A.', 'Stampi S.r.l.'],
    firstNames: ['Niccolò', 'Giulia', 'Teodora', 'Renzo'],
    lastNames: ['Valdarnesi', 'Montacuti', 'Perlasca-Tosi', 'Rondò'],
  },
  {
    country: 'Spain',
    currency: 'EUR',
    phonePrefix: '+34 910 555',
    cities: ['Cádiz', 'León', 'Gijón', 'A Coruña'],
    stems: ['Peñalbira', 'Rocamirta', 'Añilar', 'Sierraclara'],
    forms: ['Ingeniería S.L.', 'Componentes S.A.', 'Náutica S.L.'],
    firstNames: ['Íñigo', 'Begoña', 'Martín', 'Lucía'],
    lastNames: ['Urquizábal', 'Castañar', 'Villamonte', 'Peñarroya-Gil'],
  },
  {
    country: 'Poland',
    currency: 'PLN',
    phonePrefix: '+48 12 555',
    cities: ['Łódź', 'Kraków', 'Gdańsk', 'Rzeszów'],
    stems: ['Żelaznik', 'Wiślorz', 'Kołobud', 'Świtmet'],
    forms: ['Sp. z o.o.', 'Maszyny S.A.', 'Narzędzia Sp. z o.o.'],
    firstNames: ['Łukasz', 'Małgorzata', 'Paweł', 'Zofia'],
    lastNames: ['Grzęzowski', 'Dąbrowiecka', 'Stróżny', 'Wójtycka'],
  },
  {
    country: 'Sweden',
    currency: 'SEK',
    phonePrefix: '+46 8 555',
    cities: ['Göteborg', 'Örebro', 'Västerås', 'Umeå'],
    stems: ['Älvkraftsverk', 'Björkhamra', 'Norrsjö', 'Ångvik'],
    forms: ['Verkstad AB', 'Industri AB', 'Fordonsteknik AB'],
    firstNames: ['Åsa', 'Björn', 'Elin', 'Göran'],
    lastNames: ['Sjöhammar', 'Lindåker', 'Västergård', 'Öhrnmark'],
  },
  {
    country: 'Japan',
    currency: 'JPY',
    phonePrefix: '+81 3 5550',
    cities: ['名古屋市', '浜松市', '横浜市', '北九州市'],
    stems: ['青葉川', '星見台', '千歳野', '白波'],
    forms: ['精密工業株式会社', '製作所株式会社', '重機株式会社'],
    firstNames: ['陽子', '健太', '美咲', '大輔'],
    lastNames: ['青柳川', '星宮', '若草野', '渡瀬川'],
  },
  {
    country: 'United States',
    currency: 'USD',
    phonePrefix: '+1 555 010',
    cities: ['Toledo', 'Wichita', 'Grand Rapids', 'Spokane'],
    stems: ['Coldwater Bend', 'Ironfinch Bay', 'Larkstowe Hill', 'Prairie Gantry'],
    forms: ['Aerospace Inc.', 'Tooling LLC', 'Manufacturing Co.'],
    firstNames: ['Renée', 'Marcus', 'Dana', 'Tyrell'],
    lastNames: ['Haverbrook', 'Quillstone', "O'Dunnery", 'Farrowgate'],
  },
];

export const projects: Choices = [
  'MBSE pilot line',
  'Digital twin of the press shop',
  'CAD renewal',
  'Supplier portal',
  'Crash simulation seats',
  'Wire harness design',
  'Shop floor scheduling',
  'PLM for the spare parts business',
];

export const jobTitles: Choices = [
  'Head of Engineering',
  'IT Manager',
  'Purchasing Lead',
  'CAD Administrator',
  'Plant Manager',
];
