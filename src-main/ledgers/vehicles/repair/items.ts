import type { EntityManager } from 'typeorm'
import { RepairItem, Supplement } from '../entities'

/**
 * Items of a sheet that stand: the last round of the request and those of supplements; `approved` once their chain has
 * agreed.
 */
export async function itemsOf(manager: EntityManager, repairId: string, requestApproved: boolean) {
  const all = await manager.find(RepairItem, { where: { repairId }, order: { id: 'ASC' } })
  const supplements = new Map((await manager.findBy(Supplement, { repairId })).map((each) => [each.id, each]))
  const lastRound = Math.max(0, ...all.filter(({ supplementId }) => supplementId === null).map(({ round }) => round))
  return all
    .filter(({ supplementId, round }) => supplementId !== null || round === lastRound)
    .map((item) => {
      const supplement = item.supplementId === null ? undefined : supplements.get(item.supplementId)
      return { item, supplement, approved: supplement ? supplement.state === 'approved' : requestApproved }
    })
}
