import { dayOf, daysFrom, text, whole, type RecordedAct, type Row, type World } from './readerWorld'

/** What an entry lacked: the rule it offends and how, in words. */
export interface Lack {
  readonly rule: string
  readonly what: string
}

type Lacks = readonly (Lack | false)[]
type Need = (world: World, act: RecordedAct, row: Row) => Lacks

const lack = (rule: string, what: string): Lack => ({ rule, what })

/** Who decides what, step by step (flows of DK-03, DK-04, DK-05); a bar between those of whom either may. */
const chains: Readonly<Record<string, readonly string[]>> = {
  'seals.useBureau': ['unitHead', 'leader', 'head|officeDirector'],
  'supplies.issue': ['unitHead', 'officeDirector'],
  'warehouse.return': ['unitHead'],
  'warehouse.disposal': ['unitHead', 'legalReviewer', 'leader:enforcement']
}

/** Where a step goes that its own people cannot decide, or have left lying for twice three days (K-01, K-02). */
const upwards: Readonly<Record<string, readonly string[]>> = {
  unitHead: ['leader', 'head', 'partySecretary'],
  officeDirector: ['leader:office', 'head', 'partySecretary'],
  head: ['partySecretary']
}
const waitingDays = 6
/** How long an approval nobody used holds (K-01). */
const validDays = 180

function holdersOf(world: World, role: string, unitId: string, day: string): string[] {
  if (role.includes('|')) return role.split('|').flatMap((each) => holdersOf(world, each, unitId, day))
  if (role === 'unitHead') return world.holders(role, day, { unitId })
  if (role === 'leader') return world.leadersOf(unitId, day)
  const office = world.rows('units').find((row) => text(row, 'name') === '办公室')
  if (role === 'leader:office') return office ? world.leadersOf(text(office, 'id'), day) : []
  if (role.startsWith('leader:')) return world.holders('matterLeader', day, { matter: role.slice(7) })
  return world.holders(role, day)
}

/** Who might decide a request's next step on a day. */
function mayDecide(world: World, approval: Row, day: string): readonly string[] {
  const given = world.round(text(approval, 'id')).filter((row) => text(row, 'outcome') === 'approve')
  const role = chains[text(approval, 'kind')]?.[given.length] ?? ''
  const barred = [text(approval, 'applicantId'), text(given.at(-1), 'personId')]
  const able = (roleAsked: string) =>
    holdersOf(world, roleAsked, text(approval, 'unitId'), day).filter((id) => !barred.includes(id))
  const own = able(role)
  const since = dayOf(text(given.at(-1), 'at') || text(approval, 'stepSince'))
  if (own.length > 0 && daysFrom(since, day) < waitingDays) return own
  const above = (upwards[role.split('|')[0] ?? ''] ?? ['head', 'partySecretary'])
    .map(able)
    .map((ids) => ids.filter((id) => !own.includes(id)))
    .find((ids) => ids.length > 0)
  if (above) return [...own, ...above]
  return own.length > 0 ? own : world.holders('leader', day).filter((id) => !barred.includes(id))
}

/** Decisions, and what ends a request. */
const decided: Need = (world, act, row) => {
  const approval = world.row('approvals', text(row, 'approvalId'))
  const decider = text(row, 'personId')
  const outcome = text(row, 'outcome')
  if (!approval) return [lack('K-01', '没有这件申请')]
  if (outcome === 'withdraw' || outcome === 'resubmit')
    return [decider !== text(approval, 'applicantId') && lack('K-01', '不是经办人撤回、重报')]
  const steps = world.round(text(row, 'approvalId'))
  if (outcome === 'cancel') {
    const parties = [text(approval, 'applicantId'), ...steps.map((step) => text(step, 'personId'))]
    return [act.actorId !== null && !parties.includes(decider) && lack('K-01', '取消的不是申请人或审批人')]
  }
  const chain = chains[text(approval, 'kind')]
  const over = steps.some((step) => text(step, 'outcome') !== 'approve')
  return [
    decider !== act.actorId && lack('K-01', '替别人审批'),
    !chain && lack('K-01', `没有规定谁审批${text(approval, 'kind')}`),
    (over || steps.length >= (chain?.length ?? 0)) && lack('K-01', '申请已经办结'),
    decider === text(approval, 'applicantId') && lack('K-02', '本人审批本人的申请'),
    !world.ownStaff(decider) && lack('K-11', '临时聘用或外来人员审批'),
    !mayDecide(world, approval, dayOf(act.at)).includes(decider) && lack('K-01', '当日不任这一步要求的职务，也不代班')
  ]
}

/** Whether what a record was to rest on had been approved to the end, not taken back and not run out. */
function approvalHolds(world: World, subjectId: string, day: string): boolean {
  const approval = world.approvalOf(subjectId)
  const steps = approval ? world.round(text(approval, 'id')) : []
  const all = chains[text(approval, 'kind')]?.length
  const last = text(steps.at(-1), 'at')
  return (
    steps.length === all &&
    steps.every((step) => text(step, 'outcome') === 'approve') &&
    daysFrom(dayOf(last), day) <= validDays
  )
}

const sum = (rows: readonly Row[], field: string): number => rows.reduce((total, row) => total + whole(row, field), 0)

/** A stamping, or one taken back. */
const stamped: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const sealId = text(row, 'sealId')
  const requestId = text(row, 'requestId')
  if (text(row, 'reversalOfId') !== '') return []
  const request = world.row('seal_use_requests', requestId)
  const before = world.appended('seal_uses').filter((use) => text(use, 'requestId') === requestId)
  return [
    text(row, 'custodianId') !== act.actorId && lack('SEAL-11', '用印人不是办理人'),
    world.inHand(sealId, day) !== act.actorId && lack('SEAL-11', '当时不保管这枚印章，也不代保管人'),
    text(world.row('seals', sealId), 'state') !== 'inUse' && lack('SEAL-02', '印章不在使用中'),
    text(request, 'sealId') !== sealId && lack('SEAL-07', '批准的不是这枚印章'),
    !approvalHolds(world, requestId, day) && lack('SEAL-07', '没有有效的批准'),
    sum([...before, row], 'copies') > whole(request, 'copies') && lack('SEAL-07', '用印超过批准的份数')
  ]
}

const naming = ['officeDirector', 'leader', 'matterLeader', 'head']

/** A handing over of a seal or, with a post, of its duties. */
const handedOver: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const [from, to] = [text(row, 'fromPersonId'), text(row, 'toPersonId')]
  const signed = act.appended
    .filter(({ table, row: signature }) => table === 'signatures' && text(signature, 'subjectId') === text(row, 'id'))
    .map(({ row: signature }) => text(signature, 'personId'))
  // What a seal is entered with has no giver; a key goes with its seal under the signatures of that.
  const asksSigning = from !== '' && text(row, 'kind') !== 'key'
  const named = /（(.+)指定(?:代管|保管)）$/u.exec(text(row, 'reason'))?.[1]
  const byWhom = [
    act.actorId ?? '',
    ...world.rows('people').flatMap((person) => (text(person, 'name') === named ? [text(person, 'id')] : []))
  ]
  const last = world.lastHandover(text(row, 'subjectId'))
  const goesBack = text(last, 'kind') === 'standIn' && text(last, 'fromPersonId') === to
  const ofSeal = text(row, 'ledger') === 'seals' && ['receipt', 'transfer', 'standIn'].includes(text(row, 'kind'))
  return [
    asksSigning && ![from, to].every((id) => signed.includes(id)) && lack('SEAL-06', '移交没有双方签字'),
    !world.present(to) && lack('K-08', '交给了已离岗的人'),
    !world.ownStaff(to) && lack('K-11', '交给了临时聘用或外来人员'),
    ofSeal &&
      text(row, 'post') === '' &&
      !goesBack &&
      !naming.some((post) => world.holders(post, day).some((id) => byWhom.includes(id))) &&
      lack('SEAL-06', '保管人没有由领导或办公室主任指定'),
    ofSeal &&
      from !== '' &&
      text(last, 'toPersonId') !== from &&
      text(row, 'post') === '' &&
      lack('SEAL-06', '移交人不是保管人')
  ]
}

/** Goods let go (DK-04 二 四): an approved exit, the keeper of the day, somebody of the squad. */
const letGo: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const exitId = text(row, 'exitId')
  const exit = world.row('detained_exits', exitId)
  const signer = (role: string) =>
    act.appended
      .filter(({ table, row: each }) => table === 'signatures' && text(each, 'subjectId') === exitId)
      .filter(({ row: each }) => text(each, 'role') === role)
      .map(({ row: each }) => text(each, 'personId'))
  const squad = [text(exit, 'deputyId'), ...world.holders('unitHead', day, { unitId: text(exit, 'squadId') })]
  const keepers = world.holders('warehouseKeeper', day)
  return [
    !approvalHolds(world, exitId, day) && lack('WH-08', '出库没有有效的批准'),
    !keepers.includes(text(row, 'keeperId')) && lack('WH-01', '当日不任仓库管理员'),
    !signer('仓库管理员').some((id) => keepers.includes(id)) && lack('WH-08', '仓库管理员没有签字'),
    !signer('片区负责人或指定人员').some((id) => squad.includes(id)) && lack('WH-08', '片区负责人没有签字')
  ]
}

/** One movement of detained goods: out only under an exit, never more than it says or than stands. */
const goodsMoved: Need = (world, act, row) => {
  const [lineId, exitId] = [text(row, 'lineId'), text(row, 'exitId')]
  const moved = world.appended('detained_movements').filter((each) => text(each, 'lineId') === lineId)
  const left = sum([...moved, row], 'quantity')
  const under = [...moved, row].filter((each) => text(each, 'exitId') === exitId)
  const said = world
    .appended('detained_exit_lines')
    .filter((each) => text(each, 'exitId') === exitId && text(each, 'lineId') === lineId)
  const out = whole(row, 'quantity') < 0 && text(row, 'reversalOfId') === ''
  const recorded = act.appended.some(
    ({ table, row: each }) => table === 'detained_exit_records' && text(each, 'exitId') === exitId
  )
  return [
    left < 0 && lack('WH-10', '出库多于在库'),
    out && !recorded && lack('WH-08', '没有出库记录就出了库'),
    out && -sum(under, 'quantity') > sum(said, 'quantity') && lack('WH-10', '出库多于批准')
  ]
}

/** Supplies handed over the counter (DK-04 一 五): approved, the keeper of the day, both signatures. */
const issued: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const [keeper, claimant] = [text(row, 'keeperId'), text(row, 'claimantId')]
  const signed = act.appended.filter(
    ({ table, row: each }) => table === 'signatures' && text(each, 'subjectId') === text(row, 'id')
  )
  return [
    !approvalHolds(world, text(row, 'requestId'), day) && lack('SUP-11', '发放没有有效的批准'),
    !world.holders('suppliesKeeper', day).includes(keeper) && lack('SUP-15', '当日不任用品保管员'),
    ![keeper, claimant].every((id) => signed.some(({ row: each }) => text(each, 'personId') === id)) &&
      lack('SUP-15', '没有双方签字'),
    keeper === claimant && lack('K-12', '发放人就是领用人')
  ]
}

/** One line of it: never more than approved. */
const issuedLine: Need = (world, _act, row) => {
  const lineId = text(row, 'requestLineId')
  const before = world.appended('supply_issue_lines').filter((each) => text(each, 'requestLineId') === lineId)
  const approved = whole(world.row('supply_issue_request_lines', lineId), 'quantity')
  return [sum([...before, row], 'quantity') > approved && lack('SUP-16', '发放多于批准')]
}

/** Stock never falls below nothing. */
const stockMoved: Need = (world, _act, row) => {
  const moved = world.appended('supply_movements').filter((each) => text(each, 'itemId') === text(row, 'itemId'))
  return [sum([...moved, row], 'quantity') < 0 && lack('SUP-16', '发放多于库存')]
}

/** What each kind of entry needs at the moment it is appended. */
export const neededOf: Readonly<Record<string, Need>> = {
  approval_decisions: decided,
  seal_uses: stamped,
  handovers: handedOver,
  detained_exit_records: letGo,
  detained_movements: goodsMoved,
  supply_issues: issued,
  supply_issue_lines: issuedLine,
  supply_movements: stockMoved
}

const keeping = ['sealCustodian', 'suppliesKeeper', 'warehouseKeeper']

/** What each kind of changed row needs; looked at once the act is through. */
export const neededAfter: Readonly<Record<string, (world: World, row: Row, day: string) => Lacks>> = {
  approvals: (world, row) => [!world.ownStaff(text(row, 'applicantId')) && lack('K-11', '临时聘用或外来人员申请')],
  appointments: (world, row) => [
    keeping.includes(text(row, 'post')) &&
      !world.ownStaff(text(row, 'personId')) &&
      lack('K-11', '临时聘用或外来人员保管')
  ],
  people: (world, row, day) => {
    if (text(row, 'status') !== 'departed') return []
    const id = text(row, 'id')
    const inUse = world.rows('seals').filter((seal) => ['inUse', 'suspended'].includes(text(seal, 'state')))
    return [
      inUse.some((seal) => text(world.lastHandover(text(seal, 'id')), 'toPersonId') === id) &&
        lack('K-08', '离岗时还保管着印章'),
      world
        .rows('appointments')
        .some(
          (post) =>
            text(post, 'personId') === id && keeping.includes(text(post, 'post')) && (text(post, 'toDay') || day) > day
        ) && lack('K-08', '离岗时还任着保管职务')
    ]
  }
}
