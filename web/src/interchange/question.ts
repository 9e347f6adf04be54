import type { AcknowledgementFile, ShownFile } from '@entrepot/trade/interchange'

/** What the page asks of its worker. */
export type Question =
  | { readonly is: 'inspect'; readonly bytes: Uint8Array; readonly at: string }
  | { readonly is: 'add-directory'; readonly bytes: Uint8Array }

/** What the worker answers. */
export type Answer =
  | { readonly is: 'inspected'; readonly file: ShownFile; readonly acknowledgements: readonly AcknowledgementFile[] }
  | { readonly is: 'directory'; readonly name: string | undefined }
