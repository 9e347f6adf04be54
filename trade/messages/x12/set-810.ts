import { count, day, decimal, each, group, ordinal, segment, text, usual } from '@entrepot/edi'
import { invoic } from '../invoic.ts'
import { defineTransactionSet } from './define-set.ts'
import { amountOf, columnsOf, describedIn, fieldOf, inPieces, MARK, withDecimals } from './fields.ts'
import * as say from './vocabulary.ts'

/** Invoice: what INVOIC says. Its amounts are all in the invoice's currency. */
export const set810 = defineTransactionSet({
  ...invoic,
  message: '810',
  fields: {
    ...invoic.fields,
    marks: inPieces(invoic.fields, 'marks', MARK),
    due: withDecimals(amountOf(invoic.fields, 'due'), fieldOf(invoic.fields, 'total')),
    freight: withDecimals(amountOf(invoic.fields, 'freight')),
    premium: withDecimals(amountOf(invoic.fields, 'premium')),
  },
  tables: {
    lines: describedIn(invoic.tables),
    deductions: columnsOf(invoic.tables, 'deductions', {
      instead: (columns) => ({ amount: withDecimals(amountOf(columns, 'amount')) }),
    }),
  },
  body: [
    segment('BIG', day('date'), text('number'), '', text('order'), '', '', '', say.purpose),
    say.currency('SE'),
    say.reference('CT', 'contract'),
    say.namedReference('credit', 'DOCUMENTARY CREDIT'),
    say.party('BY', 'buyer', { registered: true }),
    say.party('SE', 'seller', { registered: true }),
    say.namedParty('ST', 'finalPlace'),
    say.payment,
    say.tradeTerm,
    say.kilograms('N', 'netKg'),
    say.cartonsAndMass(),
    ...say.carriage(),
    each('marks', segment('MAN', 'ZZ', text(''))),
    each(
      'lines',
      group(
        'IT1',
        segment(
          'IT1',
          ordinal('line'),
          decimal('quantity'),
          say.unit,
          decimal('price'),
          usual('PE'),
          ...say.headingAndOrigin,
        ),
        each('goods', group('PID', segment('PID', 'F', '', '', '', text('')))),
        segment('AMT', '1', decimal('amount')),
      ),
    ),
    segment('TDS', decimal('due')),
    segment('AMT', 'TT', decimal('total')),
    // Of the price, and not beside it: neither allowance nor charge.
    group('SAC', segment('SAC', 'N', 'D240', '', '', decimal('freight'))),
    group('SAC', segment('SAC', 'N', 'D980', '', '', decimal('premium'))),
    each(
      'deductions',
      group(
        'SAC',
        segment(
          'SAC',
          'A',
          usual('ZZZZ'),
          '',
          '',
          decimal('amount'),
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          text('reason'),
        ),
      ),
    ),
    segment('CTT', count('lines')),
  ],
})
