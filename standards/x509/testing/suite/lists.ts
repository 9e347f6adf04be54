/** Revocation lists: whole, partitioned, indirect, delta; who may sign them. */
import {
  type DerNode,
  writeConstructed,
  contextConstructed,
  writeGeneralizedTime,
  writeInteger,
  writeObjectIdentifier,
  writeSequence,
  writeUtcTime,
  writeWrapped,
  writeBoolean,
  writeNull,
} from '@entrepot/asn1'
import { usualSchemes } from '@entrepot/crypto'
import { attributeTypes, makeName, type DistributionPointToIssue, type RevocationList } from '../../index.ts'
import { writeSigned, writeSignedWith } from '../../signed/signed.ts'
import { writeName } from '../../name/write-name.ts'
import { spoilt } from '../forge.ts'
import { authority, day, keyFor, leaf, listBy, type Made, named, parsedList, start } from '../scene.ts'
import type { PathCase, Section } from './case.ts'

const root = authority('Root')
const rootList = listBy(root)
const good = authority('Good', root)
const goodList = listBy(good)
const ok = leaf('Ok', good)
const lost = leaf('Lost', good)
const unknownState = 'x509/no-revocation-state' as const

/** A path judged by these lists. */
function judged(
  title: string,
  path: readonly Made[],
  lists: readonly RevocationList[],
  ...[expected, more = {}]: [PathCase['expected'], (Partial<PathCase> & { others?: readonly Made[] })?]
): PathCase {
  const { others = [], ...rest } = more
  const revocation = { lists, certificates: others.map(({ certificate }) => certificate) }
  return { title, path, anchor: root, expected, revocation, ...rest }
}

/** A list with an extension of one's own, critical, in the list or its one entry. */
function oddList(issuer: Made, place: 'list' | 'entry'): RevocationList {
  const odd = writeSequence([writeObjectIdentifier('2.999.42'), writeBoolean(true), writeWrapped(writeNull())])
  const number = writeSequence([writeObjectIdentifier('2.5.29.20'), writeWrapped(writeInteger(1))])
  const entry = [writeInteger(77), writeUtcTime(start)]
  const toBeSigned = writeSequence([
    writeInteger(1),
    writeSignedWith(issuer.key),
    writeName(issuer.certificate.subject),
    writeUtcTime(start),
    writeUtcTime(start + 60 * day),
    writeSequence([writeSequence(place === 'entry' ? [...entry, writeSequence([odd])] : entry)]),
    writeConstructed(contextConstructed(0), [writeSequence(place === 'list' ? [number, odd] : [number])]),
  ])
  return parsedList(writeSigned(toBeSigned, issuer.key, usualSchemes[issuer.key.type]))
}

const negative = leaf('Negative', good, { serial: -5n })
const positive = leaf('Positive', good, { serial: 251n })
const long = leaf('Long', good, { serial: (1n << 159n) - 3n })

/** A list of entries that no issuer of this room writes: negative serial numbers. */
function negativeList(issuer: Made, serial: bigint): RevocationList {
  const toBeSigned = writeSequence([
    writeInteger(1),
    writeSignedWith(issuer.key),
    writeName(issuer.certificate.subject),
    writeUtcTime(start),
    writeGeneralizedTime(Date.UTC(2055, 0, 1)),
    writeSequence([writeSequence([writeInteger(serial), writeUtcTime(start)])]),
  ])
  return parsedList(encodeSigned(toBeSigned, issuer))
}
function encodeSigned(node: DerNode, issuer: Made): Uint8Array {
  return writeSigned(node, issuer.key, usualSchemes[issuer.key.type])
}

export const lists: Section = {
  title: '6.3.3 revocation lists',
  cases: [
    judged('nobody is revoked', [ok, good], [rootList, goodList], 'ok'),
    judged('no list of the leaf’s issuer', [ok, good], [rootList], unknownState),
    judged('no list of the authority’s issuer', [ok, good], [goodList], unknownState, { index: 1 }),
    judged('the authority is revoked', [ok, good], [listBy(root, [good]), goodList], 'x509/revoked', { index: 1 }),
    judged('the leaf is revoked', [lost, good], [rootList, listBy(good, [lost])], 'x509/revoked'),
    judged('another leaf is revoked', [ok, good], [rootList, listBy(good, [lost])], 'ok'),
    judged(
      'a list whose signature does not hold',
      [ok, good],
      [rootList, parsedList(spoilt(goodList.raw))],
      unknownState,
    ),
    judged(
      'a list of another issuer by the same key',
      [ok, good],
      [rootList, listBy(good, [], { issuer: named('Somebody') })],
      unknownState,
    ),
    judged(
      'a list of another key by the same name',
      [ok, good],
      [rootList, listBy({ ...good, key: keyFor('Stranger') })],
      unknownState,
    ),
    judged(
      'two lists, one of them sound',
      [ok, good],
      [rootList, listBy({ ...good, key: keyFor('Stranger') }, [ok]), goodList],
      'ok',
      { except: { jdk: 'gives up at a list whose signature does not hold' } },
    ),
    judged(
      'a critical extension of an entry that is not understood',
      [ok, good],
      [rootList, oddList(good, 'entry')],
      unknownState,
      { except: { jdk: 'looks at the entry of the certificate alone' } },
    ),
    judged(
      'a critical extension of the list that is not understood',
      [ok, good],
      [rootList, oddList(good, 'list')],
      unknownState,
    ),
    judged(
      'a list that ran out',
      [ok, good],
      [rootList, listBy(good, [], { nextUpdate: start + 10 * day })],
      unknownState,
    ),
    judged(
      'a list that ran out in 1999',
      [ok, good],
      [rootList, listBy(good, [], { thisUpdate: Date.UTC(1998, 0, 1), nextUpdate: Date.UTC(1999, 0, 1) })],
      unknownState,
    ),
    judged(
      'a list that is good until 2055',
      [ok, good],
      [rootList, listBy(good, [], { nextUpdate: Date.UTC(2055, 0, 1) })],
      'ok',
    ),
    judged(
      'a list of tomorrow',
      [ok, good],
      [rootList, listBy(good, [], { thisUpdate: start + 40 * day })],
      unknownState,
      { except: { jdk: 'does not ask when a list was made' } },
    ),
    judged('a negative serial number', [negative, good], [rootList, negativeList(good, -6n)], 'ok'),
    judged(
      'a negative serial number that is revoked',
      [negative, good],
      [rootList, negativeList(good, -5n)],
      'x509/revoked',
    ),
    judged('251 is not -5', [positive, good], [rootList, negativeList(good, -5n)], 'ok'),
    judged(
      '20 octets of serial number',
      [long, good],
      [rootList, listBy(good, [{ serial: (1n << 159n) - 2n, date: start }])],
      'ok',
    ),
    judged(
      '20 octets of serial number that are revoked',
      [long, good],
      [rootList, listBy(good, [long])],
      'x509/revoked',
    ),
    judged(
      'an authority that may not sign lists',
      ...(() => {
        const by = authority('No lists', root, { extensions: { keyUsage: ['keyCertSign'] } })
        return [[leaf('Without', by), by], [rootList, listBy(by)], unknownState] as const
      })(),
    ),
    judged(
      'revoked from tomorrow on, in a list of today',
      [lost, good],
      [rootList, listBy(good, [{ serial: lost.certificate.serial, date: start + 40 * day }])],
      'x509/revoked',
      { except: { jdk: 'passes over an entry whose date is to come' } },
    ),
    ...separateKeys(),
  ],
}

/** A list key of its own, with a certificate of its own (RFC 5280 6.3.3 (f)). */
function separateKeys(): PathCase[] {
  const by = authority('Two keys', root, { extensions: { keyUsage: ['keyCertSign'] } })
  const signs = (name: string, issuer: Made): Made =>
    authority(name, issuer, {
      subject: by.certificate.subject,
      extensions: { basicConstraints: null, keyUsage: ['cRLSign'] },
    })
  const listKey = signs('List key', root)
  const ownListKey = signs('Own list key', by)
  const [fine, gone] = [leaf('Fine', by), leaf('Gone', by)]
  const list = listBy(listKey, [gone])
  const ownList = listBy(ownListKey, [gone])
  const openssl = 'does not look up whether the list’s signer is revoked'
  return [
    judged('a list key with a certificate of its own', [fine, by], [rootList, list], 'ok', { others: [listKey] }),
    judged('a list key with a certificate of its own: revoked', [gone, by], [rootList, list], 'x509/revoked', {
      others: [listKey],
    }),
    judged('a list key without its certificate', [fine, by], [rootList, list], unknownState),
    judged('a list key that is revoked itself', [fine, by], [listBy(root, [listKey]), list], unknownState, {
      others: [listKey],
      except: { openssl },
    }),
    judged('a list key certified by the authority itself', [fine, by], [rootList, ownList], 'ok', {
      others: [ownListKey],
      except: { openssl: 'finds no path to the signer', jdk: 'asks another list about the signer' },
    }),
    judged('a list key of another anchor', [fine, by], [rootList, list], unknownState, {
      others: [signs('List key', authority('Other root'))],
    }),
  ]
}

const uri = (text: string) => ({ form: 'uniformResourceIdentifier', text }) as const
const directory = (name: ReturnType<typeof named>) => ({ form: 'directoryName', name }) as const
const points = (...crlDistributionPoints: DistributionPointToIssue[]) => ({ extensions: { crlDistributionPoints } })
const at = (text: string): DistributionPointToIssue => ({ name: { fullName: [uri(text)] } })
const one = leaf('One', good, points(at('http://a.example/1')))
const relativePart = makeName([[{ type: attributeTypes.commonName, text: 'Part 1' }]]).parts[0] ?? []
const relative: DistributionPointToIssue = { name: { relativeName: relativePart } }

export const distributionPoints: Section = {
  title: '6.3.3(b), (d), (e) distribution points',
  cases: [
    judged(
      'the list of the point',
      [one, good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { name: { fullName: [uri('http://a.example/1')] } } })],
      'ok',
    ),
    judged(
      'the leaf is in the list of the point',
      [one, good],
      [
        rootList,
        listBy(good, [one], { issuingDistributionPoint: { name: { fullName: [uri('http://a.example/1')] } } }),
      ],
      'x509/revoked',
    ),
    judged(
      'the list of another point',
      [one, good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { name: { fullName: [uri('http://a.example/2')] } } })],
      unknownState,
    ),
    judged(
      'one name of several agrees',
      [one, good],
      [
        rootList,
        listBy(good, [], {
          issuingDistributionPoint: { name: { fullName: [uri('ldap://b'), uri('http://a.example/1')] } },
        }),
      ],
      'ok',
    ),
    judged('a list of no point is about all', [one, good], [rootList, goodList], 'ok'),
    judged(
      'a name relative to the issuer, on both sides',
      [leaf('Relative', good, points(relative)), good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { name: { relativeName: relativePart } } })],
      'ok',
    ),
    judged(
      'a list of users only',
      [ok, good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { onlyContains: 'users' } })],
      'ok',
    ),
    judged(
      'a list of authorities only, for a user',
      [ok, good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { onlyContains: 'authorities' } })],
      unknownState,
    ),
    judged(
      'a list of users only, for an authority',
      [ok, good],
      [listBy(root, [], { issuingDistributionPoint: { onlyContains: 'users' } }), goodList],
      unknownState,
      { index: 1 },
    ),
    judged(
      'a list of authorities only, for an authority',
      [ok, good],
      [listBy(root, [], { issuingDistributionPoint: { onlyContains: 'authorities' } }), goodList],
      'ok',
    ),
    judged(
      'a list of attribute certificates only',
      [ok, good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { onlyContains: 'attributes' } })],
      unknownState,
    ),
    judged(
      'a list of some reasons',
      [ok, good],
      [rootList, listBy(good, [], { issuingDistributionPoint: { onlySomeReasons: ['keyCompromise'] } })],
      unknownState,
    ),
    ...(() => {
      const some = ['keyCompromise', 'cACompromise'] as const
      const rest = [
        'affiliationChanged',
        'superseded',
        'cessationOfOperation',
        'certificateHold',
        'privilegeWithdrawn',
        'aACompromise',
      ] as const
      const first = listBy(good, [], { issuingDistributionPoint: { onlySomeReasons: some } })
      const second = (revoked: Made[]) => listBy(good, revoked, { issuingDistributionPoint: { onlySomeReasons: rest } })
      return [
        judged('lists that have all reasons together', [ok, good], [rootList, first, second([])], 'ok', {
          except: { jdk: 'does not add up lists without points' },
        }),
        judged(
          'lists of all reasons, revoked in the second',
          [ok, good],
          [rootList, first, second([ok])],
          'x509/revoked',
        ),
        judged(
          'the point has some reasons, its list all',
          [leaf('Some', good, points({ ...at('http://a.example/1'), reasons: some })), good],
          [rootList, goodList],
          'ok',
          {
            except: {
              openssl: 'does not go on to lists outside the points',
              jdk: 'does not go on to lists outside the points',
            },
          },
        ),
        judged(
          'the points have all reasons together',
          [
            leaf(
              'Both',
              good,
              points({ ...at('http://a.example/1'), reasons: some }, { ...at('http://a.example/2'), reasons: rest }),
            ),
            good,
          ],
          [
            rootList,
            ...['1', '2'].map((part) =>
              listBy(good, [], { issuingDistributionPoint: { name: { fullName: [uri(`http://a.example/${part}`)] } } }),
            ),
          ],
          'ok',
          { except: { jdk: 'does not add up lists of points' } },
        ),
        judged(
          'only the list of the first point is there',
          [
            leaf(
              'Half',
              good,
              points({ ...at('http://a.example/1'), reasons: some }, { ...at('http://a.example/2'), reasons: rest }),
            ),
            good,
          ],
          [
            rootList,
            listBy(good, [], { issuingDistributionPoint: { name: { fullName: [uri('http://a.example/1')] } } }),
          ],
          unknownState,
        ),
      ]
    })(),
  ],
}

const indirectBy = authority('Lists for others', root, { extensions: { keyUsage: ['cRLSign', 'keyCertSign'] } })
const elsewhere: DistributionPointToIssue = { crlIssuer: [directory(indirectBy.certificate.subject)] }
const [mine, theirs] = [leaf('Mine', good, points(elsewhere)), leaf('Theirs', good, points(elsewhere))]
const entry = (each: Made, certificateIssuer?: Made) => ({
  serial: each.certificate.serial,
  date: start,
  ...(certificateIssuer === undefined ? {} : { certificateIssuer: certificateIssuer.certificate.subject }),
})
const indirect = (...entries: ReturnType<typeof entry>[]) =>
  listBy(indirectBy, entries, { issuingDistributionPoint: { isIndirect: true } })
const helped = { others: [indirectBy] }

export const indirectLists: Section = {
  title: '5.3.3, 6.3.3(b)(1) indirect lists',
  cases: [
    judged('an indirect list without entries', [mine, good], [rootList, indirect()], 'ok', helped),
    judged('an entry of the issuer', [mine, good], [rootList, indirect(entry(mine, good))], 'x509/revoked', helped),
    judged(
      'an entry of another issuer with the same serial number',
      [mine, good],
      [rootList, indirect(entry(mine, indirectBy))],
      'ok',
      helped,
    ),
    judged(
      'an entry without an issuer is of the one before',
      [mine, good],
      [rootList, indirect(entry(theirs, good), entry(mine))],
      'x509/revoked',
      helped,
    ),
    judged(
      'an entry without an issuer is of the list’s own at first',
      [mine, good],
      [rootList, indirect(entry(mine))],
      'ok',
      helped,
    ),
    judged(
      'a list that is not said to be indirect',
      [mine, good],
      [rootList, listBy(indirectBy, [])],
      unknownState,
      helped,
    ),
    judged(
      'an indirect list for a certificate that does not point to it',
      [ok, good],
      [rootList, indirect()],
      unknownState,
      helped,
    ),
    judged('the issuer of the list is not to be found', [mine, good], [rootList, indirect()], unknownState),
    judged('the issuer of the list is revoked', [mine, good], [listBy(root, [indirectBy]), indirect()], unknownState, {
      ...helped,
      except: { openssl: 'does not look up whether the list’s signer is revoked' },
    }),
    judged(
      'points with a list issuer and a name',
      [leaf('Named', good, points({ ...elsewhere, ...at('http://a.example/3') })), good],
      [
        rootList,
        listBy(indirectBy, [], {
          issuingDistributionPoint: { isIndirect: true, name: { fullName: [uri('http://a.example/3')] } },
        }),
      ],
      'ok',
      helped,
    ),
    judged(
      'points with a list issuer and another name',
      [leaf('Named', good, points({ ...elsewhere, ...at('http://a.example/3') })), good],
      [
        rootList,
        listBy(indirectBy, [], {
          issuingDistributionPoint: { isIndirect: true, name: { fullName: [uri('http://a.example/4')] } },
        }),
      ],
      unknownState,
      helped,
    ),
  ],
}

const base = { number: 5n }
const delta = { number: 7n, deltaBase: 4n }
const removed = (each: Made) => ({ serial: each.certificate.serial, date: start, reason: 'removeFromCRL' as const })
const held = (each: Made) => ({ serial: each.certificate.serial, date: start, reason: 'certificateHold' as const })
const jdkHasNoDelta = { except: { jdk: 'does not read delta lists' } }
const freshest = (name: string) => leaf(name, good, { extensions: { freshestCrl: ['http://a.example/delta'] } })
const fresh = freshest('Fresh')

export const deltaLists: Section = {
  title: '5.2.4, 6.3.3(c), (h) to (k) delta lists',
  cases: [
    judged('a delta list alone', [fresh, good], [rootList, listBy(good, [], delta)], unknownState),
    judged(
      'a complete list and its delta',
      [fresh, good],
      [rootList, listBy(good, [], base), listBy(good, [], delta)],
      'ok',
    ),
    judged(
      'revoked in the complete list',
      [fresh, good],
      [rootList, listBy(good, [fresh], base), listBy(good, [], delta)],
      'x509/revoked',
    ),
    judged(
      'revoked in the delta',
      [fresh, good],
      [rootList, listBy(good, [], base), listBy(good, [fresh], delta)],
      'x509/revoked',
      jdkHasNoDelta,
    ),
    judged(
      'held in the complete list, removed by the delta',
      [fresh, good],
      [rootList, listBy(good, [held(fresh)], base), listBy(good, [removed(fresh)], delta)],
      'ok',
      jdkHasNoDelta,
    ),
    judged(
      'held in the complete list, not removed',
      [fresh, good],
      [rootList, listBy(good, [held(fresh)], base), listBy(good, [], delta)],
      'x509/revoked',
    ),
    judged(
      'held in the complete list, revoked by the delta',
      [fresh, good],
      [rootList, listBy(good, [held(fresh)], base), listBy(good, [fresh], delta)],
      'x509/revoked',
    ),
    judged(
      'a delta to a later complete list is not its delta',
      [fresh, good],
      [rootList, listBy(good, [], { number: 3n }), listBy(good, [fresh], delta)],
      'ok',
      jdkHasNoDelta,
    ),
    judged(
      'a delta that is older than the complete list is not its delta',
      [fresh, good],
      [rootList, listBy(good, [], { number: 8n }), listBy(good, [fresh], delta)],
      'ok',
      jdkHasNoDelta,
    ),
    judged(
      'a delta that ran out',
      [fresh, good],
      [rootList, listBy(good, [], base), listBy(good, [fresh], { ...delta, nextUpdate: start + 10 * day })],
      'ok',
      { except: { jdk: 'does not read delta lists', openssl: 'refuses, as a delta list is there that ran out' } },
    ),
    judged(
      'a delta of another scope',
      [fresh, good],
      [
        rootList,
        listBy(good, [], base),
        listBy(good, [fresh], { ...delta, issuingDistributionPoint: { onlyContains: 'users' } }),
      ],
      'ok',
      jdkHasNoDelta,
    ),
    judged(
      'a delta by another key',
      [fresh, good],
      [rootList, listBy(good, [], base), listBy({ ...good, key: keyFor('Stranger') }, [fresh], delta)],
      'ok',
      jdkHasNoDelta,
    ),
    judged(
      'the newest of two deltas counts',
      [fresh, good],
      [
        rootList,
        listBy(good, [], base),
        listBy(good, [held(fresh)], delta),
        listBy(good, [removed(fresh)], { ...delta, number: 8n }),
      ],
      'ok',
      { except: { jdk: 'does not read delta lists', openssl: 'takes the first delta that fits' } },
    ),
  ],
}
