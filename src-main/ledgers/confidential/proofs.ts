import type { EntityManager } from 'typeorm'
import type { Proof } from '../../office/ledgerModule'
import { saysOtherwise, strayRows } from '../../platform/database/derivedRows'
import { standingAfter } from './carrier/chain'
import { Carrier, CarrierStanding, CarrierStep, EndingRecord, Leg, LegReturn } from './entities'

const window = 1000

async function* carriersInWindows(manager: EntityManager): AsyncGenerator<readonly Carrier[]> {
  for (let after = ''; ;) {
    const rows = await manager
      .createQueryBuilder(Carrier, 'c')
      .where('c.id > :after', { after })
      .orderBy('c.id', 'ASC')
      .limit(window)
      .getMany()
    if (rows.length > 0) yield rows
    if (rows.length < window) return
    after = rows.at(-1)?.id ?? ''
  }
}

/** Where each carrier is kept to stand is what the steps of its chain say (SEC-09). */
export const standingsProven: Proof = async (manager) => {
  const wrong: { number: string; why: string }[] = []
  for await (const carriers of carriersInWindows(manager)) {
    const between = { first: carriers[0]?.id ?? '', last: carriers.at(-1)?.id ?? '' }
    const steps = await manager
      .createQueryBuilder(CarrierStep, 's')
      .where('s.carrierId >= :first AND s.carrierId <= :last', between)
      .orderBy('s.id', 'ASC')
      .getMany()
    const standings = new Map(
      (
        await manager
          .createQueryBuilder(CarrierStanding, 's')
          .where('s.id >= :first AND s.id <= :last', between)
          .getMany()
      ).map((row) => [row.id, row])
    )
    const worked = new Map<string, CarrierStanding>()
    const byId = new Map(carriers.map((carrier) => [carrier.id, carrier]))
    for (const step of steps) {
      const carrier = byId.get(step.carrierId)
      if (carrier) worked.set(carrier.id, standingAfter(carrier, worked.get(carrier.id), step))
    }
    for (const carrier of carriers) {
      const [kept, said] = [standings.get(carrier.id), worked.get(carrier.id)]
      if (!said || saysOtherwise(kept, said)) wrong.push({ number: carrier.label, why: '所在位置与流转记录不符' })
    }
  }
  const stray = await strayRows(manager, CarrierStanding, Carrier)
  return [...wrong, ...stray.map((number) => ({ number, why: '没有登记过的载体' }))]
}

/** A carrier is on one open leg at most, and with the reader of that leg (SEC-07). */
export const legsProven: Proof = async (manager) => {
  const open = await manager
    .createQueryBuilder(Leg, 'l')
    .leftJoin(LegReturn, 'r', 'r.legId = l.id')
    .where('r.id IS NULL')
    .orderBy('l.id', 'ASC')
    .getMany()
  const seen = new Set<string>()
  const wrong: { number: string; why: string }[] = []
  for (const leg of open) {
    if (seen.has(leg.carrierId)) wrong.push({ number: leg.number, why: '同一载体有两次没有归还的传阅' })
    seen.add(leg.carrierId)
  }
  return wrong
}

/** A carrier that is gone for good left by a list (SEC-10). */
export const endingsProven: Proof = async (manager) => {
  const gone = await manager
    .createQueryBuilder(CarrierStanding, 's')
    .leftJoin(EndingRecord, 'r', 'r.carrierId = s.id')
    .where('s.state IN (:...ended) AND r.id IS NULL', { ended: ['givenBack', 'archived', 'destroyed'] })
    .getMany()
  return gone.map(({ label }) => ({ number: label, why: '没有清退、归档或销毁记录' }))
}

export const confidentialProofs: readonly Proof[] = [standingsProven, legsProven, endingsProven]
