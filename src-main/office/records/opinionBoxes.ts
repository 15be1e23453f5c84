import { chainFor } from '../../kernel/approval/chain'
import { localDateOf } from '../../kernel/instant'
import type { OpinionBox } from '../../platform/documents/formModel'
import { Approval, type ApprovalDecision } from '../approvals/entities'
import { requestDefinition } from '../approvals/flows'
import { paperOf, paperWords } from '../approvals/outside'
import { decisionsOf } from '../approvals/decisions'
import { opinionSaid } from '../approvals/words'
import type { Reading } from '../house'
import { penMark } from './signatureLines'
import { telephoneMark } from './remarks'
import { formatDate, formatMoment } from '../../contract/display'

/**
 * The opinion boxes of a form in chain order: filled where decided, blank where not; pen signatures by what was drawn.
 * What was consented to by telephone says whether it was confirmed. Before there is a request the boxes are those of
 * the kind's chain today, or none.
 */
export async function opinionBoxes(
  reading: Reading,
  approvalId: string | null,
  kind?: string
): Promise<readonly OpinionBox[]> {
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
      const decision = decisions.findLast(
        (each) => each.step === step && ['approve', 'refuse', 'return'].includes(each.outcome)
      )
      if (!decision) return { label }
      // K-01: where the step went up, the box says in what capacity its decider stood.
      const place = decision.escalated ? { label, capacity: decision.capacity } : { label }
      if (decision.takenById !== null) return { ...place, ...telephoneBox(decision, decisions) }
      const paper = paperOf(decision)
      if (paper)
        return {
          ...place,
          opinion: `${opinionSaid(decision)}（${paperWords(paper)}）`,
          name: decision.name,
          date: paper.signedOn
        }
      const signature = await penMark(reading, decision.signatureId)
      return {
        ...place,
        opinion: opinionSaid(decision),
        name: decision.name,
        date: localDateOf(decision.at),
        ...(signature ? { signature } : {})
      }
    })
  )
}

/**
 * A consent by telephone (K-03): nobody has signed here unless the leader confirmed; who took the call and when always
 * stands in the box.
 */
function telephoneBox(decision: ApprovalDecision, decisions: readonly ApprovalDecision[]): Omit<OpinionBox, 'label'> {
  const answer = decisions.find(
    (each) => ['confirm', 'disown'].includes(each.outcome) && each.detail?.['decisionId'] === decision.id
  )
  const call = `${decision.opinion}；${decision.name}${formatMoment(decision.at)}电话，${decision.takenByName ?? ''}接听记录`
  const mark = telephoneMark(decision, answer) ?? ''
  if (answer?.outcome === 'confirm') {
    const late =
      decision.confirmBy !== null && localDateOf(answer.at) > decision.confirmBy ? '，逾期确认，不予报销' : ''
    const when = formatDate(localDateOf(answer.at))
    const paper = paperOf(answer)
    if (paper)
      return {
        opinion: `${call}。${formatDate(paper.signedOn)}补签：${answer.opinion}（${paperWords(paper)}）${late}`,
        name: decision.name,
        date: paper.signedOn
      }
    return {
      opinion: `${call}。${when}确认：${answer.opinion}${late}`,
      name: decision.name,
      date: localDateOf(answer.at)
    }
  }
  return { opinion: `${call}${mark}${answer ? `：${answer.opinion}` : ''}` }
}
