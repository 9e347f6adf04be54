import type { Input } from '../golden.ts'
import { importing } from '../importing.ts'
import type { Group } from '../timetable.ts'

const SUMMER = '+02:00'

/** The import under FOB: carriage and insurance are added to the price. */
export const importSteps = (input: Input): Group[] =>
  importing(input, {
    offset: SUMMER,
    documents: { '/documents/invoice': 'invoice issued', '/documents/billOfLading': 'bill of lading copy issued' },
    addsCarriage: true,
    issuesDeclaration: false,
  })
