import { Badge } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconEyeOff, IconWritingSign } from '@tabler/icons-react'
import type { VerdictKind } from '@entrepot/trade/evidence'
import { useSpeech } from '../language/language.ts'

const LOOKS = {
  checked: { color: 'harbour', Icon: IconCheck },
  attested: { color: 'blue', Icon: IconWritingSign },
  'not-visible': { color: 'gray', Icon: IconEyeOff },
  failed: { color: 'red', Icon: IconAlertTriangle },
} as const

/** Checked by you, attested by its signer, or not visible to you. */
export function Verdict({ verdict, by }: { readonly verdict: VerdictKind; readonly by?: string }) {
  const { words } = useSpeech()
  const { color, Icon } = LOOKS[verdict]
  return (
    <Badge color={color} leftSection={<Icon size={13} aria-hidden />}>
      {verdict === 'attested' && by !== undefined ? words.attestedBy(by) : words.verdicts[verdict]}
    </Badge>
  )
}
