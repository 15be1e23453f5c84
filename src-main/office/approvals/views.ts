import { In } from 'typeorm'
import type { ApprovalStepView, ApprovalView, InboxRow } from '../../contract/approvals'
import type { RecordAction } from '../../contract/lists'
import { notFound } from '../../kernel/fault'
import { localDateOf } from '../../kernel/instant'
import { daysBetween } from '../../kernel/localDate'
import { holds } from '../../kernel/actor'
import { mayKnowOf } from '../confided'
import type { Reading } from '../house'
import { personNames, unitNames } from '../people/names'
import { candidatesFor, nobody } from './candidates'
import { collectiveOf } from './collective'
import { decisionsOf } from './decisions'
import { Approval, ApprovalDecision } from './entities'
import { requestDefinition } from './flows'
import { hintFor } from './hints'
import { isOutside, paperOf } from './outside'
import { callTakers } from './telephone'
import { confirmationDue, unconfirmedOf } from './unconfirmed'

const deciding = ['approve', 'refuse', 'return']

/** Whether a person asked for a request, decides it now, or has decided it. */
export async function takesPart({ manager, actor, today, book }: Reading, approval: Approval): Promise<boolean> {
  const me = actor.personId ?? ''
  if (approval.applicantId === me) return true
  if ((await manager.countBy(ApprovalDecision, { approvalId: approval.id, personId: me })) > 0) return true
  return approval.state === 'pending' && (await candidatesFor(manager, approval, today, book)).people.includes(me)
}

/** One request with its steps, who may decide now, and what the person asking may do. */
export async function approvalView(reading: Reading, id: string): Promise<ApprovalView> {
  const { manager, actor, today, house, book } = reading
  const approval = await manager.findOneBy(Approval, { id })
  if (!approval || (!mayKnowOf(house, actor, approval.ledger) && !(await takesPart(reading, approval))))
    throw notFound('审批')
  const decisions = await decisionsOf(manager, id)
  const candidates = approval.state === 'pending' ? await candidatesFor(manager, approval, today, book) : nobody
  const people = await personNames(manager, [approval.applicantId, ...candidates.people])
  const units = await unitNames(manager, [approval.unitId])
  const collective = await collectiveOf(manager, id)
  const definition = requestDefinition(house, approval.kind)
  const unconfirmed = await unconfirmedOf(manager, [id])
  const dues = new Map<string, string | null>()
  for (const decision of unconfirmed) dues.set(decision.id, await confirmationDue(reading, approval, decision))
  return {
    id,
    ledger: approval.ledger,
    kind: approval.kind,
    kindName: definition.flow.name,
    title: approval.title,
    number: approval.number,
    subjectType: approval.subjectType,
    subjectId: approval.subjectId,
    deciderIds: candidates.people,
    outside: approval.state === 'pending' && isOutside(approval),
    paperOwedBy: unconfirmed.find(({ personId }) => personId === null)?.name ?? null,
    applicantName: people.get(approval.applicantId) ?? '',
    unitName: units.get(approval.unitId) ?? '',
    amountCents: approval.amountCents,
    submittedAt: approval.submittedAt,
    state: approval.state,
    steps: approval.steps.map((step, index) =>
      stepView(
        approval,
        index,
        step.label,
        decisions,
        candidates.people.map((person) => people.get(person) ?? ''),
        { escalated: candidates.escalated, hint: hintFor(step, candidates) },
        dues
      )
    ),
    collective: collective
      ? { meeting: collective.meeting, heldOn: collective.heldOn, minutesNumber: collective.minutesNumber }
      : null,
    needsCollective: approval.needsCollective,
    actions: actionsFor(approval, actor.personId ?? '', {
      candidates: candidates.people,
      unconfirmed,
      takesCalls: holds(actor, callTakers(house, approval.ledger)),
      decided: decisions.some((each) => each.outcome === 'approve' && each.personId === actor.personId),
      toDo:
        approval.state === 'approved' &&
        ((await definition.cancelling?.stillToDo(manager, approval.subjectId)) ?? false)
    }),
    version: approval.version
  }
}

function stepView(
  approval: Approval,
  index: number,
  label: string,
  decisions: readonly ApprovalDecision[],
  candidates: readonly string[],
  { escalated, hint }: Pick<ApprovalStepView, 'escalated' | 'hint'>,
  /** Until when telephone consents still to be confirmed have to be, by decision. */
  dues: ReadonlyMap<string, string | null>
): ApprovalStepView {
  const decision = decisions.findLast((each) => each.step === index && deciding.includes(each.outcome))
  const confirmation = decisions.find(
    (each) => each.outcome === 'confirm' && each.detail?.['decisionId'] === decision?.id
  )
  const disowned = decisions.some((each) => each.outcome === 'disown' && each.detail?.['decisionId'] === decision?.id)
  const current = approval.state === 'pending' && approval.step === index
  const ended = decision?.outcome === 'refuse' ? 'refused' : decision?.outcome === 'return' ? 'returned' : 'done'
  return {
    label,
    candidates: current ? candidates : [],
    state: current ? 'current' : decision ? ended : 'ahead',
    decidedBy: decision?.name ?? null,
    capacity: decision?.capacity ?? null,
    decidedAt: decision?.at ?? null,
    opinion: decision?.opinion ?? null,
    telephone: decision?.takenById != null,
    takenBy: decision?.takenByName ?? null,
    paper: paperOf(confirmation ?? decision ?? { detail: null }) ?? null,
    disowned,
    confirmationDueOn: dues.get(decision?.id ?? '') ?? null,
    confirmedAt: confirmation?.at ?? null,
    escalated: current ? escalated : (decision?.escalated ?? false),
    hint: current ? hint : null
  }
}

function actionsFor(
  approval: Approval,
  personId: string,
  {
    candidates,
    unconfirmed,
    takesCalls,
    decided,
    toDo
  }: {
    readonly candidates: readonly string[]
    readonly unconfirmed: readonly ApprovalDecision[]
    readonly takesCalls: boolean
    /** The person asking decided one of its steps. */
    readonly decided: boolean
    /** What was approved is still to be done. */
    readonly toDo: boolean
  }
): readonly RecordAction[] {
  const pending = approval.state === 'pending'
  const mayDecide = pending && candidates.includes(personId)
  const isApplicant = approval.applicantId === personId
  const withdrawable = (pending && approval.step === 0) || approval.state === 'returned'
  const owed = unconfirmed.some(({ personId: called }) => called === null)
  const why = pending ? `本步由${approval.steps[approval.step]?.label ?? ''}办理` : '这项申请已不在审批中'
  const act = (action: string, label: string, enabled: boolean, reason: string): RecordAction =>
    enabled ? { action, label, enabled } : { action, label, enabled, reason }
  return [
    act('approve', '同意', mayDecide, why),
    act('return', '退回补正', mayDecide, why),
    act('refuse', '不同意', mayDecide, why),
    act(
      'telephone',
      '登记电话请示',
      pending && (isApplicant || takesCalls),
      '由保管人员或办公室接听记录，当场用签字码确认'
    ),
    ...(owed || (pending && isOutside(approval))
      ? [
          act(
            'recordPaper',
            owed ? '补登签署件' : '登记纸质审批',
            takesCalls && !isApplicant,
            '由保管人员或办公室凭签署件扫描件登记，申请人不能登记'
          )
        ]
      : []),
    ...(approval.state === 'returned' ? [act('resubmit', '补正重报', isApplicant, '由经办人补正后重报')] : []),
    act(
      'withdraw',
      '撤回',
      isApplicant && withdrawable,
      isApplicant ? (pending ? '已有人审批，不能再撤回' : why) : '只有经办人可以撤回'
    ),
    ...(toDo ? [act('cancel', '取消', isApplicant || decided, '已批准的事项由申请人或审批人取消')] : []),
    ...(unconfirmed.some((each) => each.personId === personId)
      ? [act('confirmTelephone', '确认电话请示', true, ''), act('disownTelephone', '否认电话请示', true, '')]
      : [])
  ]
}

/** What the person asking has to decide or confirm today, longest waiting first. */
export async function inboxOf(reading: Reading): Promise<readonly InboxRow[]> {
  const { manager, actor, today, now, house, book } = reading
  const me = actor.personId ?? ''
  const pending = await manager.find(Approval, { where: { state: 'pending' }, order: { stepSince: 'ASC' } })
  const mine: Approval[] = []
  const onPaper = new Set<Approval>()
  for (const approval of pending) {
    const decides = (await candidatesFor(manager, approval, today, book)).people.includes(me)
    const records =
      !decides &&
      isOutside(approval) &&
      approval.applicantId !== me &&
      mayKnowOf(house, actor, approval.ledger) &&
      holds(actor, callTakers(house, approval.ledger))
    if (decides || records) mine.push(approval)
    if (records) onPaper.add(approval)
  }
  const toConfirm = (await unconfirmedOf(manager)).filter((decision) => decision.personId === me)
  const called =
    toConfirm.length > 0 ? await manager.findBy(Approval, { id: In(toConfirm.map((each) => each.approvalId)) }) : []
  const people = await personNames(
    manager,
    [...mine, ...called].map((each) => each.applicantId)
  )
  const units = await unitNames(
    manager,
    [...mine, ...called].map((each) => each.unitId)
  )
  const row = async (approval: Approval, confirmation: boolean): Promise<InboxRow> => ({
    id: approval.id,
    ledger: approval.ledger,
    kindName: requestDefinition(house, approval.kind).flow.name,
    number: approval.number,
    title: approval.title,
    applicantName: people.get(approval.applicantId) ?? '',
    unitName: units.get(approval.unitId) ?? '',
    amountCents: approval.amountCents,
    submittedAt: approval.submittedAt,
    stepLabel: confirmation ? '确认电话请示' : (approval.steps[approval.step]?.label ?? ''),
    waitingDays: daysBetween(localDateOf(approval.stepSince), localDateOf(now)),
    confirmation,
    onPaper: onPaper.has(approval),
    form: await formOf(reading, approval),
    subjectType: approval.subjectType,
    subjectId: approval.subjectId,
    version: approval.version
  })
  return Promise.all([
    ...called.map((approval) => row(approval, true)),
    ...mine.map((approval) => row(approval, false))
  ])
}

/** The paper a request is decided on; null where it has none. */
async function formOf({ manager, house }: Reading, { kind, subjectId }: Approval): Promise<string | null> {
  const { form } = requestDefinition(house, kind)
  return typeof form === 'function' ? form(manager, subjectId) : form
}
