import { dayOf, daysFrom, text, type RecordedAct, type Row, type World } from './readerWorld'

/** What an entry lacked: the rule it offends and how, in words. */
export interface Lack {
  readonly rule: string
  readonly what: string
}

export type Lacks = readonly (Lack | false)[]
export type Need = (world: World, act: RecordedAct, row: Row) => Lacks

export const lack = (rule: string, what: string): Lack => ({ rule, what })

/** Who decides what, step by step (flows of DK-03, DK-04, DK-05); a bar between those of whom either may. */
const chains: Readonly<Record<string, readonly string[]>> = {
  'seals.useBureau': ['unitHead', 'leader', 'head|officeDirector'],
  'seals.useUnit': ['unitHead'],
  'seals.usePersonal': ['unitHead', 'person'],
  'seals.useFinance': ['financeHead', 'leader:finance'],
  'supplies.issue': ['unitHead', 'officeDirector'],
  'supplies.stocktake': ['suppliesKeeper', 'officeDirector', 'leader:office'],
  'warehouse.return': ['unitHead'],
  'warehouse.disposal': ['unitHead', 'legalReviewer', 'leader:enforcement']
}

/** Papers of enforcement: legal review comes before a leader's own seal (DK-05 四(四)). */
const ofEnforcement = ['penaltyNotice', 'penaltyDecision', 'seizureDecision', 'reconsideration', 'caseDocument']

/** Where a step goes that its own people cannot decide, or have left lying for twice three days (K-01, K-02). */
const upwards: Readonly<Record<string, readonly string[]>> = {
  unitHead: ['leader', 'head', 'partySecretary'],
  officeDirector: ['leader:office', 'head', 'partySecretary'],
  financeHead: ['leader:office', 'head', 'partySecretary'],
  head: ['partySecretary']
}
const waitingDays = 6
/** How long an approval nobody used holds (K-01). */
const validDays = 180
/** Days within which a leader confirms what was said by telephone (DK-03 五(2)). */
const confirmingDays = 3
/** What is never approved by telephone: the bureau seal (K-03). */
const neverByTelephone = ['seals.useBureau']
/** Who takes such calls down: those who keep the ledger, and the office. */
const callTakers: Readonly<Record<string, readonly string[]>> = {
  seals: ['sealCustodian', 'officeDirector'],
  supplies: ['suppliesKeeper', 'buyer', 'officeDirector'],
  warehouse: ['warehouseKeeper', 'officeDirector']
}

/** Whoever counted, counted again or watched (K-12). */
export const countersOf = (stocktake: Row | undefined): string[] =>
  ['counterId', 'secondCounterId', 'witnessId'].map((field) => text(stocktake, field)).filter((id) => id !== '')

/** The chain a request has to pass, as things stand when it is handed in. */
export function chainOf(world: World, approval: Row, day: string): readonly string[] {
  const [kind, subjectId] = [text(approval, 'kind'), text(approval, 'subjectId')]
  const chain = chains[kind] ?? []
  if (kind === 'seals.usePersonal') {
    const paper = text(world.row('seal_use_requests', subjectId), 'documentKind')
    return ofEnforcement.includes(paper) ? ['unitHead', 'legalReviewer', 'person'] : chain
  }
  if (kind !== 'supplies.stocktake') return chain
  const hands = [text(approval, 'applicantId'), ...countersOf(world.row('supply_stocktakes', subjectId))]
  // Nobody gives an opinion on a count of their own.
  const own = world.holders('suppliesKeeper', day).some((id) => hands.includes(id))
  return own ? chain.slice(1) : chain
}

/** The leader whose own seal a request is about. */
function ownerOf(world: World, approval: Row): string {
  const request = world.row('seal_use_requests', text(approval, 'subjectId'))
  return text(world.row('seals', text(request, 'sealId')), 'ownerId')
}

function holdersOf(world: World, role: string, approval: Row, day: string): string[] {
  if (role.includes('|')) return role.split('|').flatMap((each) => holdersOf(world, each, approval, day))
  const unitId = text(approval, 'unitId')
  if (role === 'person') return [ownerOf(world, approval)].filter((id) => world.present(id))
  if (role === 'unitHead') return world.holders(role, day, { unitId })
  if (role === 'leader') return world.leadersOf(unitId, day)
  if (role === 'leader:office') return world.officeUnits(day).flatMap((office) => world.leadersOf(office, day))
  if (role.startsWith('leader:')) return world.holders('matterLeader', day, { matter: role.slice(7) })
  return world.holders(role, day)
}

/** Who might decide a request's next step on a day. */
function mayDecide(world: World, approval: Row, day: string): readonly string[] {
  const given = world.round(text(approval, 'id')).filter((row) => text(row, 'outcome') === 'approve')
  const role = world.chain(text(approval, 'id'))[given.length] ?? ''
  const barred = [
    text(approval, 'applicantId'),
    text(given.at(-1), 'personId'),
    ...countersOf(world.row('supply_stocktakes', text(approval, 'subjectId')))
  ]
  const able = (roleAsked: string) => holdersOf(world, roleAsked, approval, day).filter((id) => !barred.includes(id))
  const own = able(role)
  // What needs somebody's own consent is given by nobody else, however long it waits (SEAL-07).
  if (role === 'person') return own
  const since = dayOf(text(given.at(-1), 'recordedAt') || text(approval, 'stepSince'))
  if (own.length > 0 && daysFrom(since, day) < waitingDays) return own
  const above = (upwards[role.split('|')[0] ?? ''] ?? ['head', 'partySecretary'])
    .map(able)
    .map((ids) => ids.filter((id) => !own.includes(id)))
    .find((ids) => ids.length > 0)
  if (above) return [...own, ...above]
  return own.length > 0 ? own : world.holders('leader', day).filter((id) => !barred.includes(id))
}

/** A consent by telephone (K-03): taken down by somebody entitled with their PIN, for the step that is due. */
function byTelephone(world: World, act: RecordedAct, row: Row, approval: Row): Lacks {
  const [taker, said] = [text(row, 'takenById'), text(row, 'at')]
  const before = text(world.round(text(approval, 'id')).at(-1), 'recordedAt')
  const day = dayOf(act.at)
  const entitled = (callTakers[text(approval, 'ledger')] ?? []).flatMap((post) => world.holders(post, day))
  const pinned = act.appended.some(
    ({ table, row: each }) =>
      table === 'signatures' && text(each, 'personId') === taker && text(each, 'method') === 'pin'
  )
  return [
    neverByTelephone.includes(text(approval, 'kind')) && lack('K-03', '不得电话请示的事项'),
    taker === text(approval, 'applicantId') && lack('K-03', '申请人为自己接听记录'),
    taker === text(row, 'personId') && lack('K-03', '批准人自己接听记录'),
    !entitled.includes(taker) && lack('K-03', '接听记录人当日不任有权接听的职务'),
    !pinned && lack('K-03', '接听记录人没有用签字码'),
    said > act.at && lack('K-03', '批准时间晚于登记'),
    said < before && lack('K-03', '批准时间早于上一步办结'),
    daysFrom(dayOf(said), text(row, 'confirmBy')) !== confirmingDays && lack('K-03', '确认期限不是三日')
  ]
}

/** The telephone consent a decision answers. */
const answers = (row: Row): string | undefined =>
  (row['detail'] as { readonly decisionId?: string } | null | undefined)?.decisionId

/** The leader's word on what was said by telephone: theirs alone, once, and late not without a trace. */
function answered(world: World, act: RecordedAct, row: Row): Lacks {
  const called = answers(row)
  const decisions = world
    .appended('approval_decisions')
    .filter((each) => text(each, 'approvalId') === text(row, 'approvalId'))
  const call = decisions.find((each) => text(each, 'id') === called)
  const again = decisions.some((each) => called !== undefined && answers(each) === called)
  const late = text(row, 'outcome') === 'confirm' && dayOf(act.at) > text(call, 'confirmBy')
  return [
    text(call, 'takenById') === '' && lack('K-03', '确认的不是电话请示'),
    (text(call, 'personId') !== act.actorId || text(row, 'personId') !== act.actorId) &&
      lack('K-03', '不是批准的领导本人确认或否认'),
    again && lack('K-03', '已经确认或否认过'),
    late &&
      !act.appended.some(({ table, row: each }) => table === 'missed_deadlines' && text(each, 'rule') === 'K-03') &&
      lack('K-03', '逾期确认没有留痕')
  ]
}

/** Decisions, and what ends a request. */
export const decided: Need = (world, act, row) => {
  const approval = world.row('approvals', text(row, 'approvalId'))
  const decider = text(row, 'personId')
  const outcome = text(row, 'outcome')
  if (!approval) return [lack('K-01', '没有这件申请')]
  if (outcome === 'withdraw' || outcome === 'resubmit')
    return [decider !== text(approval, 'applicantId') && lack('K-01', '不是经办人撤回、重报')]
  if (outcome === 'confirm' || outcome === 'disown') return answered(world, act, row)
  const steps = world.round(text(row, 'approvalId'))
  if (outcome === 'cancel') {
    const parties = [text(approval, 'applicantId'), ...steps.map((step) => text(step, 'personId'))]
    return [act.actorId !== null && !parties.includes(decider) && lack('K-01', '取消的不是申请人或审批人')]
  }
  const chain = world.chain(text(row, 'approvalId'))
  const over = steps.some((step) => text(step, 'outcome') !== 'approve')
  const called = text(row, 'takenById') !== ''
  return [
    ...(called ? byTelephone(world, act, row, approval) : [decider !== act.actorId && lack('K-01', '替别人审批')]),
    chain.length === 0 && lack('K-01', `没有规定谁审批${text(approval, 'kind')}`),
    (over || steps.length >= chain.length) && lack('K-01', '申请已经办结'),
    decider === text(approval, 'applicantId') && lack('K-02', '本人审批本人的申请'),
    !world.ownStaff(decider) && lack('K-11', '临时聘用或外来人员审批'),
    !mayDecide(world, approval, dayOf(act.at)).includes(decider) && lack('K-01', '当日不任这一步要求的职务，也不代班')
  ]
}

/** Whether what a record was to rest on had been approved to the end, not taken back and not run out. */
export function approvalHolds(world: World, subjectId: string, day: string): boolean {
  const approval = world.approvalOf(subjectId)
  const steps = approval ? world.round(text(approval, 'id')) : []
  return (
    steps.length > 0 &&
    steps.length === world.chain(text(approval, 'id')).length &&
    steps.every((step) => text(step, 'outcome') === 'approve') &&
    daysFrom(dayOf(text(steps.at(-1), 'recordedAt')), day) <= validDays
  )
}

/** Whether the leader whose seal it is has agreed to a use of it: nobody else's word stands for that (SEAL-07). */
export function ownerAgreed(world: World, requestId: string): boolean {
  const approval = world.approvalOf(requestId)
  if (!approval) return false
  const asked = world.chain(text(approval, 'id')).indexOf('person')
  return text(world.round(text(approval, 'id'))[asked], 'personId') === ownerOf(world, approval)
}
