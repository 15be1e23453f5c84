import type { EntityManager } from 'typeorm'
import { ledgers } from '../../contract/ledgers'
import type { ClearanceLine } from '../../contract/office'
import { localDateOf } from '../../kernel/instant'
import { Appointment, Handover } from '../entities'
import type { House } from '../house'
import { keepsThings } from '../people/duty'
import { unitNames } from '../people/names'
import { postWords } from '../people/postWords'

/**
 * Everything in a person's name across the house (K-08): what the ledgers say, posts that keep things and are not
 * ended, and keys handed to the person and not handed on. Pass the manager of a unit of work to see its own rows.
 */
export async function heldBy(
  house: House,
  manager: EntityManager,
  personId: string,
  today: string
): Promise<readonly ClearanceLine[]> {
  const lines = await heldByLedgers(house, manager, personId, today)
  return [...lines, ...(await keepingPosts(manager, personId, today)), ...(await keysHeld(manager, personId))]
}

/** What the ledgers say is in a person's name. */
export async function heldByLedgers(
  house: Pick<House, 'modules'>,
  manager: EntityManager,
  personId: string,
  today: string
): Promise<readonly ClearanceLine[]> {
  const lines: ClearanceLine[] = []
  for (const module of house.modules)
    for (const line of await module.heldBy(manager, personId, today))
      lines.push({ ...line, ledger: ledgers[module.id] })
  return lines
}

async function keepingPosts(
  manager: EntityManager,
  personId: string,
  today: string
): Promise<readonly ClearanceLine[]> {
  const open = await manager
    .createQueryBuilder(Appointment, 'a')
    .where({ personId })
    .andWhere('(a.toDay IS NULL OR a.toDay >= :today)', { today })
    .getMany()
  const keeping = open.filter(({ post }) => keepsThings(post))
  const units = await unitNames(
    manager,
    keeping.map((each) => each.unitId)
  )
  return keeping.map((each) => ({
    ledger: '单位人员',
    label: `任${postWords(each, units.get(each.unitId ?? ''))}`,
    number: each.documentNumber ?? '任职记录',
    since: each.fromDay,
    todo: each.standsInForId ? '代管结束并交回钥匙' : '办理交接，接任人任职后结束本人任职'
  }))
}

/** Keys whose latest handover went to the person. */
async function keysHeld(manager: EntityManager, personId: string): Promise<readonly ClearanceLine[]> {
  const received = await manager.find(Handover, { where: { kind: 'key', toPersonId: personId } })
  const lines: ClearanceLine[] = []
  for (const subjectId of new Set(received.map((each) => each.subjectId))) {
    if (!subjectId) continue
    const last = await manager.findOne(Handover, {
      where: { kind: 'key', subjectId },
      order: { at: 'DESC', id: 'DESC' }
    })
    if (last?.toPersonId === personId)
      lines.push({
        ledger: '单位人员',
        label: `钥匙：${last.subject}`,
        number: last.number,
        since: localDateOf(last.at),
        todo: '办理钥匙交接'
      })
  }
  return lines
}
