import type { RecordAction } from '../../contract/lists'
import { holds, type Actor } from '../../kernel/actor'
import type { Cleanup, Exit, Extension, Keeping } from './entities'
import { recordAction as act } from '../../office/records/recordActions'
import { actsFor } from './visibility'

const notKeeper = (actor: Actor) => [!holds(actor, ['warehouseKeeper']), '由仓库管理员办理'] as const
const notOfSquad = (actor: Actor, squadId: string) =>
  [!actsFor(actor, squadId), '由办案片区的人员或仓库管理员办理'] as const

export interface IntakeState {
  readonly squadId: string
  readonly onHandLines: number
  readonly lineCount: number
  readonly decided: boolean
  readonly seizure: boolean
  readonly statutoryOver: boolean
  readonly extension: string | undefined
  readonly openExits: number
  readonly doneExits: number
}

/** What may be done with an intake now. */
export function intakeActions(actor: Actor, state: IntakeState): readonly RecordAction[] {
  const gone = [state.onHandLines === 0, '物品已全部出库'] as const
  const squad = notOfSquad(actor, state.squadId)
  return [
    act('submitExit', '申请出库', squad, gone),
    act('decide', '登记处理决定', squad, gone, [state.decided, '已有处理决定']),
    act(
      'requestExtension',
      '申请延期',
      squad,
      gone,
      [!state.seizure, '只有查封扣押可以延期'],
      [state.decided, '已有处理决定，不再延期'],
      [state.extension !== undefined, '只能延长一次'],
      [state.statutoryOver, '期限已届满，应解除并退还']
    ),
    act('recordTesting', '登记检测期间', squad, gone, [!state.seizure, '检测期间只从查封扣押期限中扣除']),
    act('beginKeeping', '委托第三人保管', notKeeper(actor), gone),
    act('printTags', '打印标签'),
    act(
      'reverse',
      '冲正',
      notKeeper(actor),
      [state.lineCount === 0, '已冲正'],
      [state.openExits + state.doneExits > 0, '已有出库单']
    )
  ]
}

/** What may be done with an exit now, apart from its approval. */
export function exitActions(actor: Actor, exit: Exit): readonly RecordAction[] {
  return [
    act('complete', '办理出库', notKeeper(actor), [
      exit.state !== 'approved',
      exit.state === 'done' ? '已出库' : '尚未批准或已终止'
    ]),
    act('reverse', exit.kind === 'writeOff' ? '找回或冲正' : '冲正', notKeeper(actor), [
      exit.state !== 'done',
      exit.state === 'reversed' ? '已冲正' : '尚未出库'
    ])
  ]
}

export function extensionActions(actor: Actor, extension: Extension): readonly RecordAction[] {
  return [
    act('notify', '登记告知当事人', notOfSquad(actor, extension.squadId), [extension.state !== 'approved', '尚未批准'])
  ]
}

export function keepingActions(actor: Actor, keeping: Keeping): readonly RecordAction[] {
  const ended = [keeping.endedOn !== null, '物品已收回'] as const
  return [
    act('inspect', '登记检查', notOfSquad(actor, keeping.squadId), ended),
    act('end', '收回物品', notKeeper(actor), ended)
  ]
}

export function cleanupActions(actor: Actor, cleanup: Cleanup): readonly RecordAction[] {
  const done = [cleanup.state === 'done', '清整已完成'] as const
  const takesPart =
    holds(actor, ['warehouseKeeper']) || cleanup.participants.some((each) => each.personId === actor.personId)
  return [
    act('count', '登记实盘数', done, [!takesPart, '由参加清整的人员或仓库管理员登记']),
    act('close', '完成清整', notKeeper(actor), done)
  ]
}

/** What may be done with one line of goods. */
export function lineActions(
  actor: Actor,
  line: { readonly squadId: string; readonly onHand: number; readonly thirdParty: boolean }
): readonly RecordAction[] {
  const gone = [line.onHand === 0, '物品已出库'] as const
  return [
    act('move', '移位', notKeeper(actor), gone, [line.thirdParty, '物品在第三人处']),
    act('submitExit', '申请出库', notOfSquad(actor, line.squadId), gone),
    act('printTags', '打印标签')
  ]
}
