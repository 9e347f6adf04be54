import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { cited, CN, enter, forLines, group, issue, momentsOf } from '../write.ts'

/** Export licence and certificate of origin. */
export function certificateSteps(input: Input): Group[] {
  const lines = input.names('lines')
  const line = input.text('exportLicence.line')
  const on = momentsOf(input)
  return [
    group(
      on('licenceApplied'),
      CN,
      {
        ...{ name: 'licence applied for', by: 'seller', as: 'exporter', act: 'apply-licence/1', file: 'licence' },
        opens: { kind: 'licence', parties: { exporter: 'seller', authority: 'licensingAuthority' } },
        cited: {
          ...cited('exportMeasures', { '/measure': 'measures/m1/exportLicence' }),
          ...cited('sale', {
            '/contract': 'number',
            '/goods': `lines/${line}/goods`,
            '/hs6': `lines/${line}/hs6`,
            '/quantity': `lines/${line}/quantity`,
            '/unit': `lines/${line}/unit`,
            '/destination': 'finalPlace',
          }),
        },
      },
      ...enter('licence', [['licensingAuthority', 'authority']]),
    ),
    group(
      on('licenceGranted'),
      CN,
      {
        ...{
          name: 'licence granted',
          by: 'licensingAuthority',
          as: 'authority',
          act: 'grant-licence/1',
          file: 'licence',
        },
        answers: 'licence applied for',
        keyed: { '/number': input.text('numbers.exportLicence') },
      },
      issue('export licence issued', 'licensingAuthority', 'authority', {
        ...{ file: 'licence', definition: 'export-licence/1', document: 'licence' },
      }),
    ),
    group(
      on('originApplied'),
      CN,
      {
        ...{ name: 'origin declared', by: 'seller', as: 'exporter', act: 'apply-origin/1', file: 'origin' },
        opens: { kind: 'origin', parties: { exporter: 'seller', chamber: 'chamber' } },
        documents: { '/invoice': 'invoice issued' },
        cited: {
          ...cited('sale', {
            '/marks': 'marks',
            '/consignee': 'documents/contract/buyer',
            '/from': 'documents/contract/from',
            '/to': 'documents/contract/to',
            ...forLines(lines, (each) => ({
              [`/goods/${each}/description`]: `lines/${each}/goods`,
              [`/goods/${each}/hs6`]: `lines/${each}/hs6`,
              [`/goods/${each}/origin`]: `lines/${each}/origin`,
              [`/goods/${each}/cartons`]: `lines/${each}/cartons`,
              [`/goods/${each}/grossPerCartonKg`]: `lines/${each}/grossPerCartonKg`,
            })),
          }),
          ...cited('carriage', { '/vessel': 'vessel/name' }),
        },
      },
      ...enter('origin', [['chamber', 'chamber']]),
    ),
    group(
      on('originCertified'),
      CN,
      {
        ...{ name: 'origin certified', by: 'chamber', as: 'chamber', act: 'certify-origin/1', file: 'origin' },
        answers: 'origin declared',
        keyed: { '/number': input.text('numbers.originCertificate') },
      },
      issue('certificate of origin issued', 'chamber', 'chamber', {
        ...{ file: 'origin', definition: 'certificate-of-origin/1', document: 'origin' },
      }),
    ),
  ]
}
