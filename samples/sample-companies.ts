/** Made-up customers of the samples. None of them exists; addresses are at example domains. */
export interface SampleCompany {
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly zipCode: string;
  readonly addressLine1: string;
  readonly currency: string;
  readonly site: string;
  readonly phone: string;
  /** Given and family name, salutation, job title of the person to talk to. */
  readonly contact: readonly [string, string, string, string];
}

type Line = readonly [
  name: string,
  city: string,
  zip: string,
  street: string,
  site: string,
  phone: string,
  contact: readonly [string, string, string, string],
];

const byCountry: Readonly<
  Record<string, { readonly currency: string; readonly companies: readonly Line[] }>
> = {
  Germany: {
    currency: 'EUR',
    companies: [
      [
        'Bergmann Anlagenbau GmbH',
        'Stockach',
        '78333',
        'Am Kühlhaus 4',
        'bergmann-anlagenbau.example',
        '+49 7771 555010',
        ['Jörg', 'Bergmann', 'Mr', 'Geschäftsführer'],
      ],
      [
        'Müller & Söhne Präzisionsteile KG',
        'Würzburg',
        '97070',
        'Fährgasse 11',
        'mueller-praezision.example',
        '+49 931 555022',
        ['Änne', 'Müller-Groß', 'Ms', 'Leiterin Konstruktion'],
      ],
      [
        'Ostsee Schiffstechnik AG',
        'Rostock',
        '18055',
        'Werftstraße 7',
        'ostsee-schiffstechnik.example',
        '+49 381 555033',
        ['Sönke', 'Petersen', 'Mr', 'CTO'],
      ],
      [
        'Grünwald Medizintechnik GmbH',
        'Dresden',
        '01067',
        'Elbufer 21',
        'gruenwald-med.example',
        '+49 351 555044',
        ['Käthe', 'Grünwald', 'Dr', 'Head of R&D'],
      ],
    ],
  },
  France: {
    currency: 'EUR',
    companies: [
      [
        'Ateliers Mécaniques du Forez SARL',
        'Saint-Étienne',
        '42000',
        '12 rue de la Forge',
        'ateliers-forez.example',
        '+33 4 55 50 10 10',
        ['Hélène', 'Lefèvre', 'Ms', 'Directrice technique'],
      ],
      [
        'Société Bretonne de Câblage',
        'Brest',
        '29200',
        '3 quai des Goélands',
        'sbc-cablage.example',
        '+33 2 55 50 20 20',
        ['Loïc', 'Kervella', 'Mr', 'Responsable achats'],
      ],
      [
        'Aérostructures Garonne SA',
        'Toulouse',
        '31000',
        '48 avenue du Ciel',
        'aerostructures-garonne.example',
        '+33 5 55 50 30 30',
        ['François', 'Dumaître', 'Mr', 'Chef de projet'],
      ],
      [
        'Énergies du Rhône',
        'Lyon',
        '69003',
        '7 place des Platanes',
        'energies-rhone.example',
        '+33 4 55 50 40 40',
        ['Zoë', 'Béranger', 'Ms', 'DSI'],
      ],
    ],
  },
  Italy: {
    currency: 'EUR',
    companies: [
      [
        'Officine Meccaniche Valsesia S.r.l.',
        'Novara',
        '28100',
        'Via dei Mulini 9',
        'officine-valsesia.example',
        '+39 0321 555010',
        ['Niccolò', 'Ferrante', 'Mr', 'Direttore tecnico'],
      ],
      [
        'Cantieri del Golfo S.p.A.',
        'La Spezia',
        '19121',
        'Molo Grande 2',
        'cantieri-golfo.example',
        '+39 0187 555020',
        ['Chiara', "D'Angelis", 'Ms', 'Responsabile IT'],
      ],
      [
        'Ceramiche Etruria',
        'Arezzo',
        '52100',
        'Via del Forno 33',
        'ceramiche-etruria.example',
        '+39 0575 555030',
        ['Fabrizio', 'Montalti', 'Mr', 'Amministratore'],
      ],
    ],
  },
  Spain: {
    currency: 'EUR',
    companies: [
      [
        'Construcciones Peñalba S.L.',
        'León',
        '24001',
        'Calle del Ñandú 5',
        'penalba.example',
        '+34 987 555 010',
        ['Íñigo', 'Muñoz', 'Mr', 'Jefe de ingeniería'],
      ],
      [
        'Automatización Ibérica S.A.',
        'Zaragoza',
        '50004',
        'Avenida de los Robles 70',
        'auto-iberica.example',
        '+34 976 555 020',
        ['Begoña', 'Cortés', 'Ms', 'Directora de compras'],
      ],
      [
        'Náutica Cantábrica',
        'Santander',
        '39001',
        'Muelle Viejo 1',
        'nautica-cantabrica.example',
        '+34 942 555 030',
        ['Andrés', 'Güell', 'Mr', 'Director'],
      ],
    ],
  },
  Japan: {
    currency: 'JPY',
    companies: [
      [
        '北斗精密工業株式会社',
        '札幌市',
        '060-0001',
        '北一条西4丁目2番',
        'hokuto-seimitsu.example',
        '+81 11 555 0101',
        ['健太', '佐々木', 'Mr', '設計部長'],
      ],
      [
        '株式会社みなと造船',
        '長崎市',
        '850-0035',
        '元船町12番3号',
        'minato-zosen.example',
        '+81 95 555 0202',
        ['さくら', '高橋', 'Ms', '情報システム課'],
      ],
      [
        '青葉エレクトロニクス株式会社',
        '仙台市',
        '980-0811',
        '一番町3丁目7番',
        'aoba-electronics.example',
        '+81 22 555 0303',
        ['悠斗', '渡邊', 'Mr', '購買課長'],
      ],
    ],
  },
  Poland: {
    currency: 'PLN',
    companies: [
      [
        'Zakłady Mechaniczne Łabędy-Północ',
        'Gliwice',
        '44-100',
        'ul. Źródlana 8',
        'zm-polnoc.example',
        '+48 32 555 01 01',
        ['Małgorzata', 'Wiśniewska', 'Ms', 'Kierownik projektu'],
      ],
      [
        'Stocznia Żuławy Sp. z o.o.',
        'Elbląg',
        '82-300',
        'ul. Portowa 15',
        'stocznia-zulawy.example',
        '+48 55 555 02 02',
        ['Łukasz', 'Dąbrowski', 'Mr', 'Dyrektor techniczny'],
      ],
      [
        'Tatra Precyzja S.A.',
        'Nowy Sącz',
        '33-300',
        'ul. Młyńska 2',
        'tatra-precyzja.example',
        '+48 18 555 03 03',
        ['Paweł', 'Góral', 'Mr', 'CIO'],
      ],
    ],
  },
  'United Kingdom': {
    currency: 'GBP',
    companies: [
      [
        'Pennine Pump Works Ltd',
        'Huddersfield',
        'HD1 2AB',
        '14 Weir Lane',
        'pennine-pumps.example',
        '+44 1484 555010',
        ['Siân', 'Pritchard', 'Ms', 'Engineering manager'],
      ],
      [
        'Cairngorm Composites plc',
        'Inverness',
        'IV1 1XY',
        '2 Harbour Row',
        'cairngorm-composites.example',
        '+44 1463 555020',
        ['Fergus', 'MacAulay', 'Mr', 'Operations director'],
      ],
      [
        'Severn Rail Systems Ltd',
        'Gloucester',
        'GL1 3CD',
        '9 Old Station Yard',
        'severn-rail.example',
        '+44 1452 555030',
        ['Priya', 'Nandakumar', 'Ms', 'Head of design'],
      ],
    ],
  },
  'United States': {
    currency: 'USD',
    companies: [
      [
        'Cedar Hollow Aerospace Inc.',
        'Wichita',
        '67202',
        '410 Prairie Ave',
        'cedarhollow-aero.example',
        '+1 316 555 0110',
        ['Dolores', 'Peña', 'Ms', 'VP engineering'],
      ],
      [
        'Blackwater Bay Robotics LLC',
        'Bedford',
        '01730',
        '88 Mill Pond Rd',
        'bwb-robotics.example',
        '+1 781 555 0120',
        ['Terrence', "O'Malley", 'Mr', 'Founder'],
      ],
      [
        'Great Basin Tooling Co.',
        'Reno',
        '89501',
        '1200 Silver St',
        'greatbasin-tooling.example',
        '+1 775 555 0130',
        ['Noor', 'Haddad', 'Ms', 'Plant manager'],
      ],
    ],
  },
};

/** Every company, in turn from each country. */
export const sampleCompanies: readonly SampleCompany[] = Object.entries(byCountry).flatMap(
  ([country, { currency, companies }]) =>
    companies.map(([name, city, zipCode, addressLine1, site, phone, contact]) => ({
      ...{ name, city, country, zipCode, addressLine1, currency, phone, contact },
      site: `https://www.${site}`,
    })),
);
