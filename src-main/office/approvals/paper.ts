import type { PaperInput } from '../../contract/approvals'
import { posts } from '../../contract/posts'
import { isSame } from '../../contract/typedText'
import { holds } from '../../kernel/actor'
import { conflict, notNow } from '../../kernel/fault'
import { K_01, K_11 } from '../../kernel/rules/common'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Attachment } from '../entities'
import type { House } from '../house'
import { datedRule, markBackdated } from '../records/lateness'
import { Approval, type ApprovalDecision } from './entities'
import { isOutside, outsideDecider } from './outside'
import { judgeCollective, record } from './service'
import { callTakers, confirmed, disowned } from './telephone'
import { unconfirmedOf } from './unconfirmed'

/**
 * Records what somebody outside the bureau decided on the printed paper (K-01, BZ-03 六): for the step that is due, or
 * for one they consented to by telephone before (K-03, BZ-03 七). Who signed, on which day, the scan of this very
 * paper; by whoever may take calls for the ledger, never by the applicant. The scan's hash and the form as it was stay
 * with the decision.
 */
export async function recordPaper(
  unit: UnitOfWork,
  house: House,
  { id, version, paper }: { readonly id: string; readonly version: number; readonly paper: PaperInput }
): Promise<Approval> {
  const approval = await unit.load(Approval, id, '审批')
  if (approval.version !== version) throw conflict('审批')
  const call = await openOutsideCall(unit, approval)
  if (approval.state !== 'pending' && !call) throw notNow('审批')
  const opinion = paper.opinion ?? ''
  const kept = await judgedPaper(unit, house, approval, paper, call)
  if (call && paper.outcome === 'approve') return confirmed(unit, house, approval, call, { opinion, paper: kept })
  if (call) return disowned(unit, house, approval, call, { opinion, paper: kept })
  if (paper.outcome === 'approve') await judgeCollective(unit, house, approval)
  return record(unit, house, approval, {
    outcome: paper.outcome,
    opinion,
    ...outsideDecider(approval, paper.signedBy ?? '', paper.capacity),
    signatureId: null,
    paper: kept
  })
}

/** The telephone consent of somebody outside whose paper is still owed; undefined where there is none. */
export const openOutsideCall = async (
  { manager }: Pick<UnitOfWork, 'manager'>,
  { id }: Pick<Approval, 'id'>
): Promise<ApprovalDecision | undefined> =>
  (await unconfirmedOf(manager, [id])).find(({ personId }) => personId === null)

/** Judges who records which paper; gives what is kept of it with the decision. */
async function judgedPaper(
  unit: UnitOfWork,
  house: House,
  approval: Approval,
  paper: PaperInput,
  call: ApprovalDecision | undefined
): Promise<Record<string, string | null>> {
  const { actor } = unit
  const takers = callTakers(house, approval.ledger)
  const stepLabel = call?.stepLabel ?? approval.steps[approval.step]?.label ?? ''
  const { number } = approval
  const typed = paper.paperNumber
  const dated = { what: '纸质签署日期', dated: paper.signedOn ?? unit.today, field: 'paper.signedOn' }
  unit.judge(
    K_11.on({ personName: actor.name, kind: actor.kind, doing: 'approve' }),
    K_01.on({
      step: approval.step,
      currentStep: approval.step,
      stepLabel,
      opinion: paper.opinion ?? '',
      holdsRole: true,
      paper: {
        stepLabel,
        outside: call !== undefined || isOutside(approval),
        signedBy: call?.name ?? paper.signedBy,
        signedOn: paper.signedOn,
        scan: paper.attachmentId !== undefined,
        // a number read by eye or by the QR is one however it is written
        paperNumber: typed !== undefined && isSame(typed, number) ? number : typed,
        number,
        dueSince: call?.at ?? approval.stepSince,
        recorderApplied: actor.personId === approval.applicantId,
        recorderConcerned: actor.personId !== null && actor.personId === approval.concernedPersonId,
        recorderEntitled: holds(actor, takers),
        entitledWords: takers.map((post) => posts[post].label).join('、')
      }
    }),
    datedRule(unit, dated)
  )
  const scan = await unit.load(Attachment, paper.attachmentId ?? '', '签署件扫描件')
  await markBackdated(unit, { type: approval.subjectType, id: approval.subjectId, number }, dated)
  return {
    signedOn: dated.dated,
    attachmentId: scan.id,
    sha256: scan.sha256,
    recordedById: actor.personId,
    recordedByName: actor.name
  }
}
