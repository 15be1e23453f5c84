import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { actsOn, read, readById } from '../../office/handlers'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { requestWriteOff, settleDifference } from './cleanup/settle'
import { closeCleanup, countGoods, openCleanup } from './cleanup/acts'
import { completeExit } from './exit/complete'
import { reverseExit } from './exit/reverse'
import { submitExit } from './exit/submit'
import { notifyExtension, requestExtension } from './extension/acts'
import { decideOnGoods, recordTesting, reverseIntake } from './intake/events'
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
const act = actsOn('warehouse')

const intakes = os.intakes.router({
  list: os.intakes.list.handler(read(intakesPage)),
  get: os.intakes.get.handler(readById(intakeDetail)),
  receive: os.intakes.receive.handler(act('物品入库', (unit, input, house) => receive(unit, house, input))),
  reverse: os.intakes.reverse.handler(
    act('冲正入库', (unit, input, house) => reverseIntake(unit, house, input.id, input.reason))
  ),
  decide: os.intakes.decide.handler(act('登记处理决定', (unit, input, house) => decideOnGoods(unit, house, input))),
  recordTesting: os.intakes.recordTesting.handler(
    act('登记检测期间', (unit, input, house) => recordTesting(unit, house, input))
  )
})

const lines = os.lines.router({
  list: os.lines.list.handler(read(linesPage)),
  get: os.lines.get.handler(readById(lineDetail)),
  byTag: os.lines.byTag.handler(read((reading, { tag }) => lineByTag(reading, tag))),
  custody: os.lines.custody.handler(read(custodyPage)),
  move: os.lines.move.handler(act('物品移位', (unit, input, house) => moveGoods(unit, house, input)))
})

const extensions = os.extensions.router({
  list: os.extensions.list.handler(read(extensionsPage)),
  get: os.extensions.get.handler(readById(extensionDetail)),
  submit: os.extensions.submit.handler(act('申请延期', (unit, input, house) => requestExtension(unit, house, input))),
  notify: os.extensions.notify.handler(
    act('告知当事人延期', (unit, input, house) => notifyExtension(unit, house, input))
  )
})

const exits = os.exits.router({
  list: os.exits.list.handler(read(exitsPage)),
  get: os.exits.get.handler(readById(exitDetail)),
  submit: os.exits.submit.handler(act('申请出库', (unit, input, house) => submitExit(unit, house, input))),
  complete: os.exits.complete.handler(act('办理出库', (unit, input, house) => completeExit(unit, house, input))),
  reverse: os.exits.reverse.handler(act('冲正出库', (unit, input, house) => reverseExit(unit, house, input)))
})

const keepings = os.keepings.router({
  list: os.keepings.list.handler(read(keepingsPage)),
  get: os.keepings.get.handler(readById(keepingDetail)),
  begin: os.keepings.begin.handler(act('委托保管', (unit, input, house) => beginKeeping(unit, house, input))),
  inspect: os.keepings.inspect.handler(act('检查委托保管', inspectKeeping)),
  end: os.keepings.end.handler(act('收回委托保管', (unit, input, house) => endKeeping(unit, house, input)))
})

const cleanups = os.cleanups.router({
  list: os.cleanups.list.handler(read(cleanupsPage)),
  get: os.cleanups.get.handler(readById(cleanupDetail)),
  open: os.cleanups.open.handler(act('开始清整', (unit, input, house) => openCleanup(unit, house, input))),
  count: os.cleanups.count.handler(act('登记清整实盘', countGoods)),
  close: os.cleanups.close.handler(act('完成清整', closeCleanup)),
  settle: os.cleanups.settle.handler(act('处理清整差异', settleDifference)),
  writeOff: os.cleanups.writeOff.handler(
    act('申请盘亏核销', (unit, input, house) => requestWriteOff(unit, house, input))
  )
})

/** The procedures of the detained goods ledger. */
export const warehouseRouter = os.router({
  intakes,
  lines,
  clocks: { list: os.clocks.list.handler(read(duePage)) },
  extensions,
  exits,
  keepings,
  cleanups,
  keys: {
    list: os.keys.list.handler(read(keysOfRoom)),
    register: os.keys.register.handler(act('登记仓库钥匙', registerKey)),
    handOver: os.keys.handOver.handler(act('交接仓库钥匙', handOverKey))
  },
  entries: {
    list: os.entries.list.handler(read(entriesPage)),
    enter: os.entries.enter.handler(act('登记入仓', enterRoom))
  },
  statistics: {
    squads: os.statistics.squads.handler(async ({ context, input }) => {
      const reading = await context.reading()
      const squads = await squadsVisibleTo(reading.manager, reading.actor)
      return (await squadFigures(reading.manager, reading.today, input, squads)).rows
    }),
    reports: os.statistics.reports.handler(read(reportsPage)),
    report: os.statistics.report.handler(act('报送月报', (unit, input, house) => reportMonth(unit, house, input)))
  }
})
