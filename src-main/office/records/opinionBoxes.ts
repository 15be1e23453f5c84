import { chainFor } from '../../kernel/approval/chain'
import { localDateOf } from '../../kernel/instant'
import type { OpinionBox } from '../../platform/documents/formModel'
import { Approval } from '../approvals/entities'
import { requestDefinition } from '../approvals/flows'
import { decisionsOf } from '../approvals/views'
import type { Reading } from '../house'
import { penPicture } from './signatureLines'

/**
 * The opinion boxes of a form in chain order: filled where decided, blank where not; pen signatures as pictures. What was consented to
 * by telephone says whether it was confirmed. Before there is a request the boxes are those of the kind's chain today, or none.
 */
export async function opinionBoxes(reading: Reading, approvalId: string | null, kind?: string): Promise<readonly OpinionBox[]> {
  const { manager, house, book } = reading
  const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
  if (!approval)
    return kind
      ? chainFor(requestDefinition(house, kind).flow, book.profile, undefined)
          .filter((step) => !step.onlyWith)
          .map(({ label }) => ({ label }))
      : []
  const decisions = await decisionsOf(manager, approval.id)
  return Promise.all(
    approval.steps.map(async ({ label }, step): Promise<OpinionBox> => {
      const decision = decisions.findLast((each) => each.step === step && ['approve', 'refuse', 'return'].includes(each.outcome))
      if (!decision) return { label }
      const confirmation = decisions.find((each) => each.outcome === 'confirm' && each.detail?.['decisionId'] === decision.id)
      const confirmed = confirmation ? `；${confirmation.opinion}` : decision.confirmBy !== null ? '（待补签确认）' : ''
      const signature = await penPicture(reading, decision.signatureId)
      return {
        label,
        opinion: `${decision.opinion}${confirmed}`,
        name: decision.name,
        date: localDateOf(decision.at),
        ...(signature ? { signature } : {})
      }
    })
  )
}
