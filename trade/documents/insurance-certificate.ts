import { cover } from '@entrepot/trade/capital'
import { label, moneyAt } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { maybe, party, shown } from './shown.ts'

/** Insurance certificate (UNCL 1001: 520), issued by the insurer (UCP 600 art. 28). */
export const insuranceCertificate = defineDocument({
  definition: 'insurance-certificate/1',
  code: '520',
  title: label('Insurance certificate', '保险凭证'),
  kind: 'cover',
  issuer: ['insurer'],
  fields: {
    number: shown(cover, '/certificate'),
    openCover: maybe(cover, '/openCover'),
    issued: shown(cover, '/issued'),
    effective: shown(cover, '/effective'),
    ...party('insurer', 'insurer', ['Insurer', '保险人']),
    ...party('insured', 'insured', ['Insured', '被保险人']),
    endorsement: maybe(cover, '/endorsement'),
    amount: shown(cover, '/insuredValue'),
    clauses: shown(cover, '/clauses'),
    excess: shown(cover, '/excess'),
    invoice: maybe(cover, '/invoice'),
    marks: maybe(cover, '/marks'),
    vessel: maybe(cover, '/vessel'),
    voyage: maybe(cover, '/voyage'),
    from: shown(cover, '/from'),
    to: shown(cover, '/to'),
    finalPlace: maybe(cover, '/finalPlace'),
    claimsPayable: shown(cover, '/claimsPayable'),
    claimsCurrency: field('Claims payable in', '赔付币种', ({ home }) => moneyAt(home, '/insuredValue')?.currency),
    claimsAgent: maybe(cover, '/claimsAgent'),
  },
  tables: {
    goods: {
      label: label('Goods', '货物'),
      each: ({ home }) => home.enumerate('/goods'),
      columns: { description: shown(cover, '/goods/{line}', { label: ['Goods insured', '保险货物'] }) },
    },
  },
  wording: {
    transit: label('Cover runs from warehouse to warehouse within the clauses named.', '保险责任按所列条款仓至仓。'),
    originals: label('Issued as one electronic original.', '本凭证以一份电子正本签发。'),
    signed: label('Sealed electronically by the insurer', '由保险人以电子方式签发'),
  },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            { fields: ['insurer', 'insurerPlace', 'insurerCountry'], as: 'address', span: 6, height: 17 },
            { fields: ['number', 'openCover', 'issued', 'effective'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['insured', 'insuredPlace', 'insuredCountry'], as: 'address', span: 6, height: 17 },
            { fields: ['amount', 'excess', 'endorsement'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['vessel', 'voyage'], as: 'pairs', span: 6 },
            { fields: ['from', 'to', 'finalPlace'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['clauses'], as: 'address', span: 6 },
            { fields: ['marks'], as: 'address', span: 6 },
          ],
        ],
      },
      { table: 'goods', columns: { description: 12 } },
      { words: ['transit'] },
      {
        boxes: [
          [
            { fields: ['claimsPayable', 'claimsCurrency', 'claimsAgent', 'invoice'], as: 'pairs', span: 6 },
            { fields: [], as: 'pairs', span: 6, words: ['originals', 'signed'], height: 18 },
          ],
        ],
      },
    ],
  },
})
