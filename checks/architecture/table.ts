/**
 * The table of allowed arrows: which room may import which, each with its reason. What is not here is refused.
 *
 * Rooms are folders. `trade/*` stands for every room of trade, `standards/*` for every standard.
 */
export type Room = {
  /** A pure room has no clock, randomness, disk or network, and runs in a browser. */
  readonly pure: boolean
  readonly mayImport: Readonly<Record<string, string>>
}

const standard = (mayImport: Readonly<Record<string, string>> = {}): Room => ({ pure: true, mayImport })

const anyStandard = { 'standards/*': 'standards are libraries for all that stands above them' }
const fileAndAct = {
  ...anyStandard,
  'trade/file': 'an act states, cites and reads elements of files',
  'trade/act': 'what a flow adds to the core are definitions of acts and their rules',
}
const flow: Room = { pure: true, mayImport: fileAndAct }
const everyFlow = {
  'trade/information': 'its files and acts are listed, shown in documents and verified',
  'trade/business': 'its files and acts are listed, shown in documents and verified',
  'trade/capital': 'its files and acts are listed, shown in documents and verified',
  'trade/goods': 'its files and acts are listed, shown in documents and verified',
}

/** Every room there is; a folder that is not here is refused, too. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'standards/asn1': standard(),
  'standards/calendar': standard(),
  'standards/cisg': standard(),
  'standards/cms': standard({
    'standards/asn1': 'a message is DER',
    'standards/crypto': 'content is signed and encrypted',
    'standards/x509': 'signers and recipients are named by their certificates',
  }),
  'standards/cover': standard({ 'standards/money': 'a premium and a contribution are amounts' }),
  'standards/crypto': standard({ 'standards/asn1': 'keys and signatures are DER' }),
  'standards/edi': standard(),
  'standards/edifact': standard({
    'standards/edi': 'an interchange is read, validated and written by the common engine',
    'standards/zip': 'official directories are published as zips',
  }),
  'standards/freight': standard(),
  'standards/incoterms': standard(),
  'standards/merkle-log': standard({ 'standards/crypto': 'leaves and nodes are hashed, checkpoints signed' }),
  'standards/money': standard(),
  'standards/mutation': standard(),
  'standards/pades': standard({
    'standards/cms': 'a signature in a document is signed data',
    'standards/crypto': 'what is signed is a hash',
    'standards/time-stamp': 'a signature carries the time at which it stood',
    'standards/x509': 'the signer is judged by a chain',
  }),
  'standards/sd-jwt': standard({ 'standards/crypto': 'a token is hashed and signed' }),
  'standards/tariff': standard({ 'standards/money': 'duty and tax are amounts, rounded and shared out' }),
  'standards/time-stamp': standard({
    'standards/asn1': 'a token is DER',
    'standards/cms': 'a token is signed data',
    'standards/crypto': 'what is stamped is a hash',
    'standards/x509': 'the authority is judged by a chain',
  }),
  'standards/ucp600': standard({
    'standards/calendar': 'presentation and examination are counted in banking days',
    'standards/money': 'drawings and tolerances are amounts',
  }),
  'standards/x12': standard({ 'standards/edi': 'an interchange is read, validated and written by the common engine' }),
  'standards/xades': standard({
    'standards/asn1': 'the issuer of a certificate is named in DER',
    'standards/crypto': 'what is signed is a hash',
    'standards/time-stamp': 'a signature carries the time at which it stood',
    'standards/x509': 'the signer is judged by a chain',
    'standards/xml': 'what is signed is a canonical form',
  }),
  'standards/xml': standard(),
  'standards/zip': standard(),
  'standards/x509': standard({
    'standards/asn1': 'a certificate is DER',
    'standards/crypto': 'a certificate is signed',
  }),

  'trade/file': standard(anyStandard),
  'trade/act': standard({ ...anyStandard, 'trade/file': 'an act states, cites and reads elements of files' }),
  'trade/information': flow,
  'trade/business': flow,
  'trade/capital': flow,
  'trade/goods': flow,
  'trade/documents': standard({ ...fileAndAct, ...everyFlow }),
  'trade/interchange': standard(anyStandard),
  'trade/messages': standard({
    ...fileAndAct,
    ...everyFlow,
    'trade/documents': 'a message says what a document says; its fields are computed in the same way',
  }),
  'trade/catalogue': standard({
    ...fileAndAct,
    ...everyFlow,
    'trade/documents': 'to issue a document is an act that the catalogue lists with the others',
  }),
  'trade/evidence': standard({
    ...fileAndAct,
    ...everyFlow,
    'trade/documents': 'a bundle is verified down to the fields of its documents',
    'trade/catalogue': 'a bundle of a whole trade is verified with every definition there is',
  }),
  'trade/party': standard({
    ...fileAndAct,
    'trade/documents': 'an issuer computes its own documents',
    'trade/evidence': 'a party folds nothing but evidence that holds',
  }),

  scenarios: { pure: false, mayImport: { ...anyStandard, 'trade/*': 'a scenario keys elements and names acts' } },
  server: {
    pure: false,
    mayImport: {
      ...anyStandard,
      'trade/*': 'the server judges, folds and derives with the same code as everybody',
      scenarios: 'practice parties play whole trades',
    },
  },
  web: {
    pure: false,
    mayImport: { ...anyStandard, 'trade/*': 'the browser judges, seals and verifies with the same code as the server' },
  },
  cli: {
    pure: false,
    mayImport: {
      ...anyStandard,
      'trade/*': 'parties seal, and verify what they were sent',
      server: '`entrepot serve` is the server',
      scenarios: '`entrepot trade` plays a scenario',
    },
  },
  bench: {
    pure: false,
    mayImport: {
      ...anyStandard,
      'trade/*': 'seal, verify, fold and derivation are measured by themselves',
      server: 'the server is measured as a whole',
      scenarios: 'what is measured is a whole trade',
    },
  },
  checks: { pure: false, mayImport: {} },
  runtime: { pure: false, mayImport: {} },
}

/** What tests may import besides, wherever they stand. */
export const FOR_TESTS: Readonly<Record<string, string>> = {
  'standards/mutation': 'bad input is made of good input',
  'trade/interchange': 'a message is looked into as its receiver would',
  scenarios: 'a rule is proved on the golden trade',
  'trade/catalogue': 'a rule is proved in a trade that has every definition',
  'trade/documents': 'what a rule keeps off a document is proved on the document',
  checks: 'a test asks for the browser and the judges’ programs that were found',
  server: 'a browser test sees the pages of a real port',
}

/** Files of pure rooms that may touch Node.js, each with its reason. */
export const IMPURE_FILES: Readonly<Record<string, string>> = {
  'standards/crypto/encryption/node.ts':
    'Node.js agrees on keys and opens RSA; browser.ts answers the same where it can',
  'standards/crypto/encryption/node-ciphers.ts':
    'Node.js encrypts many times faster than JavaScript; browser-ciphers.ts answers the same',
  'standards/crypto/node.ts': 'Node.js signs and hashes many times faster than JavaScript; browser.ts answers the same',
  'standards/crypto/node-keys.ts': 'the same for keys of certificates; browser-keys.ts answers the same',
}

/** A source file's bound; data tables and the like may stand here with a reason. */
export const MAX_FILE_LINES = 300
/** Files that may be longer, each with its reason. */
export const LONG_FILES: Readonly<Record<string, string>> = {}
