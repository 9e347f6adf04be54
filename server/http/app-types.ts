import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Port } from '../acts/index.ts'
import type { Caller } from '../identity/index.ts'
import type { Enrolment } from '../registers/certificates/index.ts'

/** What requests carry along. */
export interface PortEnv {
  readonly Variables: {
    readonly caller: Caller
  }
}

/** The application that routes are mounted on. */
export type PortApp = OpenAPIHono<PortEnv>

/** What routes work with. */
export interface HttpParts {
  readonly port: Port
  readonly enrolment: Enrolment
  /** Who asks, or `undefined` for nobody that the port knows. */
  readonly identify: (request: Request) => Promise<Caller | undefined>
  /** The address of whoever asks, for limits on public look-ups. */
  readonly addressOf: (context: Context) => string
  /** What a practice port does besides; absent on one that trades in earnest. */
  readonly practice?: {
    /** Makes an API key for an organisation's program. */
    readonly makeKey: (organisation: string) => Promise<{ readonly key: string } | { readonly code: string }>
  }
  /** Told of faults; never of bodies. */
  readonly log: (error: unknown) => void
}
