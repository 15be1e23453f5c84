import type { EntityManager } from 'typeorm'
import type { Flow } from '../../kernel/approval/chain'
import type { RequestDefinition } from '../../office/approvals/requestDefinition'
import { waitsForItsAct } from '../../office/approvals/waiting'
import { Exit } from './entities'
import { exitOutcome } from './exit/submit'
import { extensionOutcome } from './extension/acts'
import { spotOutcome } from './intake/events'

const squadHead = { role: 'unitHead', label: '片区负责人意见' } as const
const legal = { role: 'legalReviewer', label: '法制审核意见' } as const
const leader = { role: 'leader:enforcement', label: '分管领导意见' } as const

const extension: Flow = {
  kind: 'warehouse.extension',
  name: '查封扣押延期',
  chains: { dongkou: [squadHead, leader, { role: 'head', label: '主要领导意见', onlyWith: 'needsHead' }] }
}

const giveBack: Flow = { kind: 'warehouse.return', name: '暂扣物品退还', chains: { dongkou: [squadHead] } }

const disposal: Flow = {
  kind: 'warehouse.disposal',
  name: '暂扣（罚没）物品处理出库',
  chains: { dongkou: [squadHead, legal, leader] }
}

/** A stocktake difference; the keeper hands it in, so that the keeper's own step is left out (K-02). */
const writeOff: Flow = {
  kind: 'warehouse.writeOff',
  name: '暂扣物品盘亏核销',
  chains: { dongkou: [{ role: 'officeDirector', label: '办公室主任意见' }, leader] }
}

const spot: Flow = { kind: 'warehouse.spot', name: '当场扣押补办批准', chains: { dongkou: [leader] } }

/** The paper a disposal is decided on, by where the goods go. */
async function disposalForm(manager: EntityManager, exitId: string): Promise<string> {
  const exit = await manager.findOneByOrFail(Exit, { id: exitId })
  if (exit.kind === 'destroy') return 'warehouse.destruction'
  return exit.ownerless ? 'warehouse.ownerless' : 'warehouse.exit'
}

/** An approved exit nobody has fetched can be cancelled and runs out; its goods are then free again (WH-08). */
const exitCancelling = waitsForItsAct(Exit, '出库单')

/** K-03: whether it is a destruction, which the bureau excludes from telephone approvals. */
const exitTopics: RequestDefinition['topics'] = async (manager, subjectId) =>
  (await manager.findOneByOrFail(Exit, { id: subjectId })).kind === 'destroy' ? ['物品销毁'] : []

/** The requests of the ledger with their chains; baicheng's profiles have no text of their own and take the same. */
export const warehouseRequests: readonly RequestDefinition[] = [
  { flow: extension, form: 'warehouse.extension', onOutcome: extensionOutcome },
  { flow: giveBack, form: 'warehouse.return', onOutcome: exitOutcome, cancelling: exitCancelling },
  { flow: disposal, form: disposalForm, onOutcome: exitOutcome, cancelling: exitCancelling, topics: exitTopics },
  { flow: writeOff, form: 'warehouse.exit', onOutcome: exitOutcome, cancelling: exitCancelling },
  { flow: spot, form: 'warehouse.intake', onOutcome: spotOutcome }
]
