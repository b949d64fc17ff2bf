/**
 * Misspelt domains of mail providers by the right one. Only names that nobody else uses for mail stand here; a neighbour such as
 * ymail.com, mail.com or hotmail.co.uk is a provider of its own.
 */
export const misspeltDomains: Readonly<Record<string, readonly string[]>> = {
  'gmail.com': [
    'gmial.com',
    'gmai.com',
    'gmal.com',
    'gmil.com',
    'gamil.com',
    'gmaill.com',
    'gmaiil.com',
    'gnail.com',
    'gmali.com',
    'gmail.cm',
    'gmail.om',
    'gmail.co',
    'gmailcom.com',
  ],
  'googlemail.com': ['goglemail.com', 'googelmail.com', 'googlemai.com', 'googlemial.com'],
  'hotmail.com': [
    'hotmial.com',
    'hotmai.com',
    'hotmal.com',
    'hotmil.com',
    'hotmali.com',
    'hotnail.com',
    'hotmaill.com',
    'homail.com',
    'hotmail.cm',
    'hotmail.co',
  ],
  'outlook.com': [
    'outlok.com',
    'outloo.com',
    'outloook.com',
    'outlool.com',
    'oulook.com',
    'otulook.com',
    'outlook.cm',
    'outlook.co',
  ],
  'yahoo.com': ['yaho.com', 'yahooo.com', 'yhaoo.com', 'yhoo.com', 'yaoo.com', 'yahoo.cm'],
  'icloud.com': ['iclod.com', 'icoud.com', 'iclould.com', 'icloud.cm', 'icloud.co'],
  't-online.de': ['t-onlin.de', 't-onlne.de', 't-onilne.de', 'tonline.de'],
  'web.de': ['wbe.de', 'web.ed'],
  'gmx.de': ['gmx.ed', 'gxm.de'],
  '3ds.com': ['3sd.com', '3ds.cm', '3dss.com'],
};

/** Endings that do not exist, by the one that is meant. Source: the root zone of the DNS has none of them. */
export const misspeltEndings: Readonly<Record<string, readonly string[]>> = {
  com: ['con', 'comm', 'cmo', 'ocm', 'vom', 'xom', 'cpm', 'coml', 'comn', 'cim'],
  net: ['nett', 'ner', 'nte', 'ney'],
  org: ['ogr', 'orgg', 'rog', 'orq'],
};
