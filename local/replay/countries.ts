// Countries by their names in many languages and by their codes of two and three letters.

/** ISO 3166-1, two letters and three. */
const CODES = `
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR
BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV
CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH
ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ
GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA
JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO
LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS
MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL
TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT
WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE XKXKX`
  .trim()
  .split(/\s+/)
  .map((both) => ({ two: both.slice(0, 2), three: both.slice(2) }));

const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'tr',
  'ja',
  'zh',
  'ko',
  'ru',
];

/** Names missing from modern lists: former, short and official ones, and parts that are shipping destinations. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  AE: ['uae'],
  BA: ['bosnia', 'bosnia herzegovina'],
  BN: ['brunei darussalam'],
  BO: ['bolivia plurinational state of'],
  CD: ['democratic republic of the congo', 'congo the democratic republic of the', 'dr congo', 'drc', 'zaire'],
  CG: ['congo', 'republic of the congo'],
  CI: ['ivory coast'],
  CN: ['prc', 'people s republic of china', 'mainland china'],
  CV: ['cabo verde'],
  CZ: ['czech republic'],
  DE: ['federal republic of germany'],
  FM: ['federated states of micronesia', 'micronesia federated states of'],
  GB: ['uk', 'great britain', 'britain', 'england', 'scotland', 'wales', 'northern ireland'],
  HK: ['hong kong', 'hong kong sar'],
  IE: ['eire', 'republic of ireland'],
  IR: ['islamic republic of iran', 'iran islamic republic of'],
  JE: ['channel islands'],
  KP: ['democratic people s republic of korea', 'korea democratic people s republic of'],
  KR: ['korea', 'republic of korea', 'korea republic of', 'korea south'],
  LA: ['lao people s democratic republic', 'lao pdr'],
  MD: ['republic of moldova', 'moldova republic of'],
  MK: ['macedonia', 'republic of north macedonia'],
  MM: ['myanmar', 'burma'],
  MO: ['macao', 'macau'],
  NL: ['holland'],
  PS: ['palestine', 'state of palestine', 'palestine state of'],
  RU: ['russian federation'],
  SX: ['sint maarten dutch part'],
  SY: ['syrian arab republic'],
  SZ: ['swaziland'],
  TL: ['east timor'],
  TR: ['turkey', 'turkiye'],
  TW: ['taiwan province of china', 'taiwan r o c'],
  TZ: ['united republic of tanzania', 'tanzania united republic of'],
  US: ['united states of america', 'u s a', 'u s'],
  VA: ['holy see', 'vatican'],
  VE: ['bolivarian republic of venezuela', 'venezuela bolivarian republic of'],
  VN: ['viet nam'],
  ZA: ['rsa'],
};

/** Normalised spelling of a name: no case, accents, punctuation or article. */
export const spelled = (name: string): string =>
  name
    .slice(0, 80)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');

function named(): Map<string, string> {
  const names = new Map<string, string>();
  const add = (name: string | undefined, code: string) => {
    const key = name === undefined ? '' : spelled(name);
    if (key !== '' && !names.has(key)) names.set(key, code);
  };
  for (const { two, three } of CODES) {
    add(two, two);
    add(three, two);
  }
  for (const [code, also] of Object.entries(ALSO)) for (const name of also) add(name, code);
  for (const language of LANGUAGES)
    for (const style of ['long', 'short'] as const) {
      const list = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' });
      for (const { two } of CODES) {
        const name = list.of(two);
        add(name, two);
        // `St. Lucia` is often written out.
        if (language === 'en') add(name?.replace(/\bSt\. /, 'Saint '), two);
      }
    }
  return names;
}

/**
 * Normalised name or code → code of two letters. Codes take precedence, then English: `Niger` has one name in every
 * language.
 */
export const COUNTRY_NAMES: ReadonlyMap<string, string> = named();
