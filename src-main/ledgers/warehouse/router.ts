import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { requestWriteOff, settleDifference } from './cleanup/settle'
import { closeCleanup, countGoods, openCleanup } from './cleanup/acts'
import { completeExit } from './exit/complete'
import { reverseExit } from './exit/reverse'
import { submitExit } from './exit/submit'
import { notifyExtension, requestExtension } from './extension/acts'
import { decideOnGoods, recordTesting, recountClocks, reverseIntake } from './intake/events'
import { receive } from './intake/receive'
import { beginKeeping, endKeeping, inspectKeeping } from './keeping/acts'
import { moveGoods } from './line/acts'
import { exitDetail, exitsPage } from './exit/rows'
import { extensionDetail, extensionsPage } from './extension/rows'
import { intakeDetail, intakesPage } from './intake/rows'
import { duePage } from './line/dueRows'
import { custodyPage, lineByTag, lineDetail, linesPage } from './line/rows'
import { cleanupDetail, cleanupsPage } from './cleanup/rows'
import { entriesPage, keysOfRoom } from './room/rows'
import { keepingDetail, keepingsPage } from './keeping/rows'
import { reportsPage } from './report/rows'
import { reportMonth } from './report/acts'
import { enterRoom, handOverKey, registerKey } from './room/acts'
import { squadFigures } from './report/figures'
import { squadsVisibleTo } from './visibility'

const os = implement(contract.warehouse).$context<CallContext>().use(translatingFaults).use(permitting)
const work = (act: string, input: { readonly reasons?: Record<string, string> | undefined }) =>
  ({ chain: 'warehouse', act, reasons: input.reasons }) as const

const intakes = os.intakes.router({
  list: os.intakes.list.handler(async ({ context, input }) => intakesPage(await context.reading(), input)),
  get: os.intakes.get.handler(async ({ context, input }) => intakeDetail(await context.reading(), input.id)),
  receive: os.intakes.receive.handler(({ context, input }) => context.write(work('物品入库', input), (unit) => receive(unit, context.house, input))),
  reverse: os.intakes.reverse.handler(({ context, input }) =>
    context.write(work('冲正入库', input), (unit) => reverseIntake(unit, context.house, input.id, input.reason))
  ),
  decide: os.intakes.decide.handler(({ context, input }) =>
    context.write(work('登记处理决定', input), (unit) => decideOnGoods(unit, context.house, input))
  ),
  recordTesting: os.intakes.recordTesting.handler(({ context, input }) =>
    context.write(work('登记检测期间', input), (unit) => recordTesting(unit, context.house, input))
  ),
  recountClocks: os.intakes.recountClocks.handler(({ context, input }) =>
    context.write(work('重算期限', input), (unit) => recountClocks(unit, context.house))
  )
})

const lines = os.lines.router({
  list: os.lines.list.handler(async ({ context, input }) => linesPage(await context.reading(), input)),
  get: os.lines.get.handler(async ({ context, input }) => lineDetail(await context.reading(), input.id)),
  byTag: os.lines.byTag.handler(async ({ context, input }) => lineByTag(await context.reading(), input.tag)),
  custody: os.lines.custody.handler(async ({ context, input }) => custodyPage(await context.reading(), input)),
  move: os.lines.move.handler(({ context, input }) => context.write(work('物品移位', input), (unit) => moveGoods(unit, context.house, input)))
})

const extensions = os.extensions.router({
  list: os.extensions.list.handler(async ({ context, input }) => extensionsPage(await context.reading(), input)),
  get: os.extensions.get.handler(async ({ context, input }) => extensionDetail(await context.reading(), input.id)),
  submit: os.extensions.submit.handler(({ context, input }) =>
    context.write(work('申请延期', input), (unit) => requestExtension(unit, context.house, input))
  ),
  notify: os.extensions.notify.handler(({ context, input }) => context.write(work('告知当事人延期', input), (unit) => notifyExtension(unit, input)))
})

const exits = os.exits.router({
  list: os.exits.list.handler(async ({ context, input }) => exitsPage(await context.reading(), input)),
  get: os.exits.get.handler(async ({ context, input }) => exitDetail(await context.reading(), input.id)),
  submit: os.exits.submit.handler(({ context, input }) => context.write(work('申请出库', input), (unit) => submitExit(unit, context.house, input))),
  complete: os.exits.complete.handler(({ context, input }) =>
    context.write(work('办理出库', input), (unit) => completeExit(unit, context.house, input))
  ),
  reverse: os.exits.reverse.handler(({ context, input }) => context.write(work('冲正出库', input), (unit) => reverseExit(unit, context.house, input)))
})

const keepings = os.keepings.router({
  list: os.keepings.list.handler(async ({ context, input }) => keepingsPage(await context.reading(), input)),
  get: os.keepings.get.handler(async ({ context, input }) => keepingDetail(await context.reading(), input.id)),
  begin: os.keepings.begin.handler(({ context, input }) =>
    context.write(work('委托保管', input), (unit) => beginKeeping(unit, context.house, input))
  ),
  inspect: os.keepings.inspect.handler(({ context, input }) => context.write(work('检查委托保管', input), (unit) => inspectKeeping(unit, input))),
  end: os.keepings.end.handler(({ context, input }) => context.write(work('收回委托保管', input), (unit) => endKeeping(unit, context.house, input)))
})

const cleanups = os.cleanups.router({
  list: os.cleanups.list.handler(async ({ context, input }) => cleanupsPage(await context.reading(), input)),
  get: os.cleanups.get.handler(async ({ context, input }) => cleanupDetail(await context.reading(), input.id)),
  open: os.cleanups.open.handler(({ context, input }) => context.write(work('开始清整', input), (unit) => openCleanup(unit, context.house, input))),
  count: os.cleanups.count.handler(({ context, input }) => context.write(work('登记清整实盘', input), (unit) => countGoods(unit, input))),
  close: os.cleanups.close.handler(({ context, input }) => context.write(work('完成清整', input), (unit) => closeCleanup(unit, input))),
  settle: os.cleanups.settle.handler(({ context, input }) => context.write(work('处理清整差异', input), (unit) => settleDifference(unit, input))),
  writeOff: os.cleanups.writeOff.handler(({ context, input }) =>
    context.write(work('申请盘亏核销', input), (unit) => requestWriteOff(unit, context.house, input))
  )
})

/** The procedures of the detained goods ledger. */
export const warehouseRouter = os.router({
  intakes,
  lines,
  clocks: { list: os.clocks.list.handler(async ({ context, input }) => duePage(await context.reading(), input)) },
  extensions,
  exits,
  keepings,
  cleanups,
  keys: {
    list: os.keys.list.handler(async ({ context }) => keysOfRoom(await context.reading())),
    register: os.keys.register.handler(({ context, input }) => context.write(work('登记仓库钥匙', input), (unit) => registerKey(unit, input))),
    handOver: os.keys.handOver.handler(({ context, input }) => context.write(work('交接仓库钥匙', input), (unit) => handOverKey(unit, input)))
  },
  entries: {
    list: os.entries.list.handler(async ({ context, input }) => entriesPage(await context.reading(), input)),
    enter: os.entries.enter.handler(({ context, input }) => context.write(work('登记入仓', input), (unit) => enterRoom(unit, input)))
  },
  statistics: {
    squads: os.statistics.squads.handler(async ({ context, input }) => {
      const reading = await context.reading()
      const squads = await squadsVisibleTo(reading.manager, reading.actor)
      return (await squadFigures(reading.manager, reading.today, input, squads)).rows
    }),
    reports: os.statistics.reports.handler(async ({ context, input }) => reportsPage(await context.reading(), input)),
    report: os.statistics.report.handler(({ context, input }) =>
      context.write(work('报送月报', input), (unit) => reportMonth(unit, context.house, input))
    )
  }
})
