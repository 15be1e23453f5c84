import { Brackets, type EntityManager } from 'typeorm'
import type { CarOnBooks } from '../../../office/ledgerModule'
import { Asset } from '../entities'

/** Cards of cars, those off the book too; a card whose import was taken back never was one. */
export async function carCards(manager: EntityManager): Promise<readonly CarOnBooks[]> {
  const cards = await manager
    .createQueryBuilder(Asset, 'a')
    .where(new Brackets((or) => or.where('a.category = :vehicle').orWhere('a.plate IS NOT NULL')))
    .andWhere('(a.state <> :gone OR a.exitKind IS NOT NULL)')
    .setParameters({ vehicle: 'vehicle', gone: 'gone' })
    .getMany()
  return cards.map(({ id, number, plate, unitId, state, exitedOn }) => ({
    subjectId: id,
    plate,
    assetNumber: number,
    unitId,
    goneOn: state === 'gone' ? exitedOn : null
  }))
}
