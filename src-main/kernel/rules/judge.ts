import type { Finding } from '../../contract/faults'
import { toFinding, type Application, type RuleBook } from './rule'

/** A warning that was passed with a written reason; goes into the audit entry and the exceptions report. */
export interface AcceptedFinding {
  readonly rule: string
  readonly message: string
  readonly source: string
  readonly reason: string
}

export interface Verdict {
  /** Findings that hold the act: blocks, missing evidence, and warnings without a reason. */
  readonly held: readonly Finding[]
  readonly accepted: readonly AcceptedFinding[]
}

/**
 * Judges rules applied to facts under the bureau's rule book. Rules switched off are silent. A warning is accepted
 * when `reasons` holds a reason for its rule, otherwise it holds the act.
 */
export function judge(
  applications: readonly Application[],
  book: RuleBook,
  reasons: Readonly<Record<string, string>> = {}
): Verdict {
  const held: Finding[] = []
  const accepted: AcceptedFinding[] = []
  for (const application of applications) {
    if (book.settings[application.rule.id]?.state === 'off') continue
    for (const objection of application.objections(book)) {
      const finding = toFinding(application.rule, objection, book)
      const reason = reasons[finding.rule]?.trim()
      if (finding.passableWithReason && reason)
        accepted.push({ rule: finding.rule, message: objection.message, source: finding.source, reason })
      else held.push(finding)
    }
  }
  return { held, accepted }
}
