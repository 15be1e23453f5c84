import { z } from 'zod'
import { output, query } from './base'
import type { Finding } from './faults'

export const checks = {
  /** Live check of a form: runs a command of the contract up to its rules and rolls everything back. */
  preview: query('signedIn')
    .input(z.strictObject({ call: z.string().max(80), input: z.unknown() }))
    .output(
      output<{
        readonly findings: readonly Finding[]
        readonly issues: readonly { readonly path: string; readonly message: string }[]
      }>()
    )
}
