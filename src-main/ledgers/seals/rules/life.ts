import {
  engravingStates,
  sealKinds,
  sealStates,
  type EngravingState,
  type Ink,
  type SealKind,
  type SealState
} from '../../../contract/seals'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'
import { letterObjections, type LetterFacts } from './letters'

/** Acts that move a seal through its life, and using it. */
export type LifeAct =
  | 'engrave'
  | 'activate'
  | 'receive'
  | 'handOver'
  | 'use'
  | 'suspend'
  | 'resume'
  | 'return'
  | 'sealAway'
  | 'destroy'
  | 'lose'

type LifeState = SealState | Exclude<EngravingState, 'engraved'>

const held: readonly SealState[] = ['inUse', 'suspended']

/** From which states each act is possible; there are no other ways through a seal's life (SEAL-02). */
const lifeActs: Readonly<Record<LifeAct, { readonly label: string; readonly from: readonly LifeState[] }>> = {
  engrave: { label: '登记刻制', from: ['approved'] },
  activate: { label: '启用', from: ['engraved'] },
  receive: { label: '领取', from: ['activated'] },
  handOver: { label: '移交', from: held },
  use: { label: '用印', from: ['inUse'] },
  suspend: { label: '停用', from: ['inUse'] },
  resume: { label: '恢复使用', from: ['suspended'] },
  return: { label: '收回', from: ['activated', ...held] },
  sealAway: { label: '封存', from: ['returned'] },
  destroy: { label: '销毁', from: ['returned', 'sealedAway'] },
  lose: { label: '登记遗失', from: ['engraved', 'activated', ...held, 'returned', 'sealedAway'] }
}

const stateWords: Readonly<Record<LifeState, string>> = { ...engravingStates, ...sealStates }

/** What an act in the life of a seal is called. */
export const lifeWord = (act: LifeAct): string => lifeActs[act].label

/** Whether the life of a seal allows the act in the state; for the actions shown to people. */
export const lifeAllows = (act: LifeAct, state: LifeState): boolean => lifeActs[act].from.includes(state)

/** SEAL-01: what a seal is, what it is for, where and how safely it is kept. */
export const SEAL_01 = defineRule<{
  readonly kind: SealKind
  readonly scope: readonly string[]
  readonly ownerId: string | null
  readonly sealCode: string | null
  readonly storage: string | null
  readonly safeguard: string | null
}>({
  id: 'SEAL-01',
  act: 'LOG',
  title: '印章登记类别、使用范围、存放地点和安全防范措施',
  sources: [source('DK-05', '第一条、第四条、第六条第（二）项第4目'), source('BC-03', '第十四条')],
  check: ({ kind, scope, ownerId, sealCode, storage, safeguard }) => {
    const missing = [
      ...(scope.length > 0 ? [] : ['使用范围']),
      ...(kind !== 'personal' || ownerId ? [] : ['印鉴领导']),
      ...(storage ? [] : ['存放地点']),
      ...(safeguard ? [] : ['安全防范措施'])
    ]
    return [
      ...(missing.length > 0
        ? [{ message: `${sealKinds[kind]}登记不完整，请补齐：${missing.join('、')}`, missing, act: 'BLOCK' as const }]
        : []),
      ...(sealCode && !/^\d{13}$/.test(sealCode)
        ? [{ message: '印章编码一般为13位数字，请核对公安备案编码', field: 'sealCode', act: 'WARN' as const }]
        : [])
    ]
  }
})

/** SEAL-02: the life cycle; no other transitions, and only a seal in use is used. */
export const SEAL_02 = defineRule<{ readonly act: LifeAct; readonly state: LifeState; readonly name: string }>({
  id: 'SEAL-02',
  act: 'BLOCK',
  title: '印章按申请、批准、刻制、启用、使用、停用、收回、封存或销毁的次序办理',
  sources: [source('DK-05', '第二条、第七条')],
  check: ({ act, state, name }) =>
    !lifeAllows(act, state) && {
      message: `“${name}”现为“${stateWords[state]}”，不能${lifeActs[act].label}；应在“${lifeActs[act].from.map((each) => stateWords[each]).join('”或“')}”时办理`
    }
})

/**
 * SEAL-03: engraved through the office, on approval, at an engraver the police designated, entered with its imprint.
 */
export const SEAL_03 = defineRule<{
  readonly approvalDocument: string | undefined
  readonly engraver: string | undefined
  readonly designated: boolean
  readonly imprint: boolean
  readonly engravedOn: string
  readonly approvedOn: string | undefined
  readonly today: string
}>({
  id: 'SEAL-03',
  act: 'NEED',
  title: '凭批准文件在公安部门指定单位刻制，由办公室统一办理并留印模备案',
  sources: [source('DK-05', '第二条第（一）、（二）、（五）项')],
  check: ({ approvalDocument, engraver, designated, imprint, engravedOn, approvedOn, today }) => {
    const missing = [
      ...(approvalDocument ? [] : ['刻制批准文号']),
      ...(engraver ? [] : ['刻制单位']),
      ...(designated ? [] : ['刻制单位为公安部门指定']),
      ...(imprint ? [] : ['印模图片'])
    ]
    return [
      ...(missing.length > 0 ? [{ message: `刻制登记还缺：${missing.join('、')}`, missing }] : []),
      ...(engravedOn > today ? [{ message: '刻制日期不能晚于今天', field: 'engravedOn', act: 'BLOCK' as const }] : []),
      ...(approvedOn && engravedOn < approvedOn
        ? [{ message: '刻制日期早于批准日期，未经批准不得刻制', field: 'engravedOn', act: 'BLOCK' as const }]
        : [])
    ]
  }
})

/** SEAL-04: use starts with the office's activation notice. CLOCK part: how long an engraved seal may wait for it. */
export const SEAL_04 = defineRule<
  {
    readonly activationNumber: string | undefined
    readonly activatedOn: string | undefined
    readonly imprint: boolean
    readonly engravedOn: string | null
    readonly today: string
    /** A notice of the same number was issued for another seal. */
    readonly numberTakenBy: string | undefined
  },
  { days: { label: string; unit: string; fallback: number } }
>({
  id: 'SEAL-04',
  act: 'NEED',
  title: '印章自办公室发文启用之日起使用，启用通知附印模',
  sources: [source('DK-05', '第二条第（六）项')],
  parameters: { days: { label: '刻制后发文启用期限', unit: '日', fallback: 7 } },
  check: ({ activationNumber, activatedOn, imprint, engravedOn, today, numberTakenBy }) => {
    const missing = [
      ...(activationNumber ? [] : ['启用文号']),
      ...(activatedOn ? [] : ['启用日期']),
      ...(imprint ? [] : ['印模图片'])
    ]
    return [
      ...(missing.length > 0 ? [{ message: `启用须由办公室发文，还缺：${missing.join('、')}`, missing }] : []),
      ...(activatedOn && activatedOn > today
        ? [{ message: '启用日期不能晚于今天，请到启用之日再登记', field: 'activatedOn', act: 'BLOCK' as const }]
        : []),
      ...(activatedOn && engravedOn && activatedOn < engravedOn
        ? [{ message: '启用日期不能早于刻制日期', field: 'activatedOn', act: 'BLOCK' as const }]
        : []),
      ...(numberTakenBy
        ? [
            {
              message: `启用文号${activationNumber ?? ''}已用于“${numberTakenBy}”，请核对`,
              field: 'activationNumber',
              act: 'WARN' as const
            }
          ]
        : [])
    ]
  }
})

/**
 * SEAL-05: the old seal is handed back before its successor is activated; a lost one has been declared void. The office
 * certifies that a seal is worn.
 */
export const SEAL_05 = defineRule<
  | {
      readonly predecessor:
        { readonly name: string; readonly state: SealState; readonly declaredVoid: boolean } | undefined
    }
  | { readonly worn: { readonly name: string; readonly state: SealState }; readonly letter: LetterFacts }
>({
  id: 'SEAL-05',
  act: 'NEED',
  title: '更换印章的，原印章交回后新印章方可启用；因磨损更换的由办公室出具证明',
  sources: [source('DK-05', '第二条第（六）项、第七条第（二）项')],
  check: (facts) => {
    if ('worn' in facts) {
      const { name, state } = facts.worn
      const there: readonly SealState[] = ['inUse', 'suspended', 'returned']
      return [
        ...letterObjections(facts.letter),
        ...(there.includes(state)
          ? []
          : [{ message: `“${name}”现为“${stateWords[state]}”，不能出具磨损证明`, act: 'BLOCK' as const }])
      ]
    }
    const { predecessor } = facts
    if (!predecessor) return
    const { name, state, declaredVoid } = predecessor
    if (state === 'lost')
      return !declaredVoid && { message: `原印章“${name}”遗失，尚未登报声明作废`, missing: ['登报声明'] }
    const back: readonly SealState[] = ['returned', 'sealedAway', 'destroyed']
    return (
      !back.includes(state) && { message: `原印章“${name}”尚未交回办公室，不能启用新印章`, missing: [`交回“${name}”`] }
    )
  }
})

/** What SEAL-06 looks at: a handover being made, or a stamping by whoever holds the seal. */
export type CustodyFacts =
  | {
      readonly of: 'handover'
      readonly fromName: string
      readonly toName: string
      readonly fromSigned: boolean
      readonly toSigned: boolean
      readonly samePerson: boolean
      /** Whether a leader named who is to keep the seal; undefined where nobody needs to. */
      readonly designation: { readonly given: boolean } | undefined
    }
  | {
      readonly of: 'stamping'
      readonly custodianName: string | undefined
      readonly standInUntil: string | null
      readonly today: string
    }

/**
 * SEAL-06: custody passes only by a handover both sign; a stand-in is named by a leader, never privately, and hands
 * back in time.
 */
export const SEAL_06 = defineRule<CustodyFacts>({
  id: 'SEAL-06',
  act: 'NEED',
  title: '印章领取、移交须双方签字，保管人和代管人由领导指定，不得私自委托他人',
  sources: [source('DK-05', '第二条第（七）项、第三条、第六条第（一）项')],
  check: (facts) => {
    if (facts.of === 'stamping') return custodyAtStamping(facts)
    const { fromName, toName, fromSigned, toSigned, samePerson, designation } = facts
    const missing = [
      ...(fromSigned ? [] : [`移交人${fromName}签字`]),
      ...(toSigned ? [] : [`接收人${toName}签字`]),
      ...(!designation || designation.given ? [] : ['办公室领导或分管领导指定保管人（代管人）'])
    ]
    return [
      ...(samePerson
        ? [{ message: `印章已由${toName}保管，不需要交接`, field: 'toPersonId', act: 'BLOCK' as const }]
        : []),
      ...(missing.length > 0 ? [{ message: `印章交接还缺：${missing.join('、')}`, missing }] : [])
    ]
  }
})

function custodyAtStamping({ custodianName, standInUntil, today }: Extract<CustodyFacts, { of: 'stamping' }>) {
  if (custodianName === undefined)
    return { message: '这枚印章还没有登记保管人，请先办理领取交接', missing: ['印章领取交接'] }
  return (
    standInUntil !== null &&
    standInUntil < today && {
      message: `${custodianName}的代管已期满，请先办理印章交回再用印`,
      missing: ['代管交回交接']
    }
  )
}

/** SEAL-13: red ink, blue for the case-review seal. */
export const SEAL_13 = defineRule<{ readonly kind: SealKind; readonly ink: Ink }>({
  id: 'SEAL-13',
  act: 'LOG',
  title: '单位印章用大红印油，案件核审印章用蓝色印油',
  sources: [source('DK-05', '第五条第（三）项')],
  check: ({ kind, ink }) => {
    const proper: Ink = kind === 'caseReview' ? 'blue' : 'red'
    return (
      ink !== proper && {
        message: proper === 'blue' ? '案件核审专用章应使用蓝色印油' : `${sealKinds[kind]}应使用大红印油`,
        field: 'ink',
        act: 'BLOCK'
      }
    )
  }
})
