import { IsNull, type EntityManager } from 'typeorm'
import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import { seal as sealRecord, type SealChoice, type SealDetail, type SealRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { rosterOf } from '../../../office/people/roster'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, officePosts, readableRow, stampsWith } from '../visibility'
import { scopeWords } from '../documentKinds'
import { Destruction, Engraving, Loss, Seal, SealUse } from '../entities'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { lettersOn } from '../letter/rows'
import { lifeAllows } from '../rules/life'
import { timelineOf } from '../timeline'
import { custodyRows } from '../custody/rows'
import { handoversOf } from '../custody/handovers'

/** How the register of seals is filtered and sorted; exports use the same. */
export const sealList = listing(sealRecord, 's', { joined: {}, order: [['s.number', 'ASC']] })

/** The register as a query. */
export const sealQuery = (manager: EntityManager) => manager.createQueryBuilder(Seal, 's')

/** The register as a query the person asking may read. */
export const ownSealQuery = (reading: Pick<Reading, 'manager' | 'actor' | 'today'>) =>
  narrowToOwn(sealQuery(reading.manager), reading, { unit: 's.unitId', people: ['s.custodianId', 's.ownerId'] })

/** A window of the register. */
export async function sealPage(reading: Reading, input: ListInput): Promise<Page<SealRow>> {
  return pageOf(await ownSealQuery(reading), sealList, input, (rows) => sealRows(reading.manager, rows))
}

/** Seals as shown and printed. */
export const sealRows = (manager: EntityManager, seals: readonly Seal[]): Promise<readonly SealRow[]> =>
  rowsOf(manager, sealRecord, seals, ({ scope }) => ({ scope, scopeText: scopeWords(scope) }))

/** Seals to choose from; destroyed and lost ones are left out. */
export async function sealChoices(reading: Reading): Promise<readonly SealChoice[]> {
  const { manager } = reading
  const mine = await stampsWith(reading)
  const seals = await manager.find(Seal, { order: { number: 'ASC' } })
  const present = seals.filter(({ state }) => state !== 'destroyed' && state !== 'lost' && state !== 'undone')
  const { people } = await rosterOf(manager)
  return present.map((seal) => ({
    id: seal.id,
    number: seal.number,
    name: seal.name,
    imprintText: seal.imprintText,
    kind: seal.kind,
    state: seal.state,
    unitId: seal.unitId,
    scope: seal.scope,
    custodianName: people.get(seal.custodianId ?? '') ?? null,
    mine: mine(seal),
    searchKey: seal.searchKey
  }))
}

/** One seal with its custody, its life and what may be done with it now. */
export async function sealDetail(reading: Reading, id: string): Promise<SealDetail> {
  const { manager } = reading
  const seal = await readableRow(await ownSealQuery(reading), id, '印章')
  const [row] = await sealRows(manager, [seal])
  if (!row) throw notFound('印章')
  const predecessor = seal.predecessorId ? await manager.findOneBy(Seal, { id: seal.predecessorId }) : null
  const engraving = seal.engravingId ? await manager.findOneBy(Engraving, { id: seal.engravingId }) : null
  const loss = await manager.findOneBy(Loss, { sealId: id })
  const destruction = await manager.findOne(Destruction, { where: { sealId: id }, order: { id: 'DESC' } })
  const last = await manager.findOne(SealUse, { where: { sealId: id }, order: { at: 'DESC' } })
  return {
    row,
    approval: engraving?.approvalId ? await approvalView(reading, engraving.approvalId) : null,
    actions: sealActions(seal, destruction, reading),
    timeline: await timelineOf(manager, {
      subjects: [id, engraving?.id ?? null, loss?.id ?? null, destruction?.id ?? null],
      approvalId: engraving?.approvalId ?? null,
      sealId: id
    }),
    engravingId: engraving?.id ?? null,
    predecessor: predecessor && {
      id: predecessor.id,
      number: predecessor.number,
      name: predecessor.name,
      state: predecessor.state
    },
    handovers: await custodyRows(manager, await handoversOf(manager, id)),
    uses: { count: await manager.countBy(SealUse, { sealId: id }), lastAt: last?.at ?? null },
    lossId: loss?.id ?? null,
    letters: await lettersOn(manager, { sealId: id, blankLossId: IsNull() }),
    destructionId: destruction?.id ?? null
  }
}

function sealActions(seal: Seal, destruction: Destruction | null, { actor }: Reading): readonly RecordAction[] {
  const office = { by: officePosts }
  const holder = { by: officePosts, people: [seal.custodianId], peopleWord: '保管人' }
  // An opening entry may come without its custodian; receiving it is then still to be done (SEAL-06).
  const unclaimed = seal.state === 'inUse' && seal.custodianId === null
  const asked = destruction && ['pending', 'returned', 'approved'].includes(destruction.state)
  const gone = ['destroyed', 'lost', 'undone'].includes(seal.state)
  return actionsFor(
    [
      {
        action: 'activate',
        label: '发文启用',
        possible: lifeAllows('activate', seal.state),
        otherwise: '已刻制待启用的印章才能启用',
        ...office
      },
      {
        action: 'receipt',
        label: '领取',
        possible: lifeAllows('receive', seal.state) || unclaimed,
        otherwise: '已启用待领取的印章才能领取',
        ...office
      },
      {
        action: 'transfer',
        label: '移交',
        possible: lifeAllows('handOver', seal.state) && !unclaimed,
        otherwise: unclaimed ? '还没有保管人，先办领取' : '使用中或停用的印章才能移交',
        ...holder
      },
      {
        action: 'standIn',
        label: '临时代管',
        possible: lifeAllows('handOver', seal.state) && seal.standsInForId === null,
        otherwise: seal.standsInForId ? '代管期间不能再转托他人' : '使用中或停用的印章才能代管',
        ...holder
      },
      {
        action: 'key',
        label: '移交钥匙',
        possible: lifeAllows('handOver', seal.state),
        otherwise: '使用中或停用的印章才能移交钥匙',
        ...holder
      },
      {
        action: 'recovery',
        label: '收回',
        possible: lifeAllows('return', seal.state),
        otherwise: '在用或停用的印章才能收回',
        ...office
      },
      {
        action: 'suspend',
        label: '停用',
        possible: lifeAllows('suspend', seal.state),
        otherwise: '使用中的印章才能停用',
        ...office
      },
      {
        action: 'resume',
        label: '恢复使用',
        possible: lifeAllows('resume', seal.state),
        otherwise: '停用的印章才能恢复',
        ...office
      },
      {
        action: 'sealAway',
        label: '封存',
        possible: lifeAllows('sealAway', seal.state),
        otherwise: '收回后才能封存',
        ...office
      },
      {
        action: 'destroy',
        label: '申请销毁',
        possible: lifeAllows('destroy', seal.state) && !asked,
        otherwise: asked ? `销毁申请${destruction.number}正在办理` : '收回或封存后才能申请销毁',
        ...office
      },
      {
        action: 'letter',
        label: '出具磨损证明',
        possible: ['inUse', 'suspended', 'returned'].includes(seal.state),
        otherwise: '使用中、停用或已收回的印章才有磨损证明',
        ...office
      },
      {
        action: 'lose',
        label: '报告遗失',
        possible: lifeAllows('lose', seal.state),
        otherwise: '这枚印章已销毁或已报失',
        ...holder
      },
      { action: 'revise', label: '修改登记', possible: !gone, otherwise: '已销毁或遗失的印章不再修改', ...office }
    ],
    actor
  )
}
