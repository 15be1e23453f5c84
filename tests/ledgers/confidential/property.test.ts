import { afterAll, beforeAll, expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import { makeCopies, requestCopy } from '@main/ledgers/confidential/copy/acts'
import { destroyCarriers, handOverCarriers, requestEnding } from '@main/ledgers/confidential/ending/acts'
import {
  CarrierStanding,
  ConfidentialFile,
  CopyRequest,
  Ending,
  EndingLine,
  Leg,
  LegReturn
} from '@main/ledgers/confidential/entities'
import { narrowScope } from '@main/ledgers/confidential/file/scopeActs'
import { foundAgain, openIncident } from '@main/ledgers/confidential/incident/acts'
import { confidentialProofs } from '@main/ledgers/confidential/proofs'
import { Incident } from '@main/ledgers/confidential/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { loadShippedCalendar } from '@main/office/session/founding'
import { decideThrough } from '../../support/ledgerActs'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau } from '../../support/people'
import {
  aConfidentialStaff,
  aFile,
  asOfficer,
  back,
  lent,
  penOf,
  type ConfidentialStaff
} from '../../support/confidential'

const acts = 1000
let house: TestHouse
let staff: ConfidentialStaff
beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-03-02T01:00:00.000Z')
  await aBureau(house, 'baicheng-bureau')
  await loadShippedCalendar(house)
  staff = await aConfidentialStaff(house)
})
afterAll(() => closeTestHouse(house))

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

it('a thousand acts in any order, allowed and refused, leave every chain, standing, list and hash proven', async () => {
  const roll = dice(20260929)
  const { read } = house.database
  const pick = <T>(all: readonly T[]): T | undefined => all[roll(Math.max(1, all.length))]
  const anyCarrier = async () => pick(await read.find(CarrierStanding))
  const openLeg = async () =>
    pick(
      await read
        .createQueryBuilder(Leg, 'l')
        .leftJoin(LegReturn, 'r', 'r.legId = l.id')
        .where('r.id IS NULL')
        .orderBy('l.id')
        .getMany()
    )
  const people = [...staff.readers, staff.outsider, staff.officer]
  const tries: readonly (() => Promise<unknown>)[] = [
    () => aFile(house, staff, { secrecy: pick(['secret', 'confidential'] as const) ?? 'secret' }),
    async () => lent(house, staff, (await anyCarrier())?.id, pick(people) ?? staff.outsider),
    async () => lent(house, staff, (await anyCarrier())?.id, staff.readers[roll(3)] ?? staff.outsider),
    async () =>
      back(house, staff, (await openLeg())?.id ?? '', {
        pages: 11 + roll(2),
        ...(roll(2) ? { lateReason: '外出' } : {})
      }),
    async () => back(house, staff, (await openLeg())?.id ?? '', { lateReason: '外出' }),
    async () => {
      const carrierId = (await anyCarrier())?.id ?? ''
      const asked = await asOfficer(house, staff, (unit) =>
        requestCopy(unit, house, { carrierId, count: 1 + roll(2), purpose: '专班使用', consent: undefined })
      )()
      if (roll(4) > 0) await decideThrough(house, asked.approvalId)
      const { version } = await read.findOneByOrFail(CopyRequest, { id: asked.id })
      await asOfficer(house, staff, (unit) => makeCopies(unit, { id: asked.id, version, stamped: roll(5) > 0 }))()
    },
    async () => {
      const carrierIds = [(await anyCarrier())?.id ?? '', (await anyCarrier())?.id ?? '']
      const kind = pick(['giveBack', 'destroy', 'archive'] as const) ?? 'destroy'
      const asked = await asOfficer(house, staff, (unit) =>
        requestEnding(unit, house, { kind, carrierIds, agency: '县涉密载体销毁中心', year: undefined })
      )()
      if (roll(4) > 0) await decideThrough(house, asked.approvalId)
      const { version } = await read.findOneByOrFail(Ending, { id: asked.id })
      const lines = await read.findBy(EndingLine, { endingId: asked.id })
      await asOfficer(house, staff, (unit) =>
        kind === 'destroy'
          ? destroyCarriers(unit, house, {
              id: asked.id,
              version,
              place: '销毁中心',
              supervisorIds: staff.supervisors.map(({ id }) => id),
              signatures: staff.supervisors.slice(0, 1 + roll(2)).map((person) => penOf(staff, person))
            })
          : handOverCarriers(unit, house, {
              id: asked.id,
              version,
              place: '机要科',
              receipts: lines
                .slice(0, 1 + roll(2))
                .map(({ carrierId }) => ({ carrierId, receiptNumber: roll(5) > 0 ? '回1号' : undefined }))
            })
      )()
    },
    async () =>
      asOfficer(house, staff, async (unit) => {
        const carrierId = (await anyCarrier())?.id
        return openIncident(unit, house, {
          kind: 'missing',
          carrierId,
          discoveredAt: undefined,
          course: '没有见到',
          measures: '查找'
        })
      })(),
    async () => {
      const incident = pick(await read.find(Incident))
      await asOfficer(house, staff, (unit) =>
        foundAgain(unit, house, { id: incident?.id ?? '', version: incident?.version ?? 1, text: '找到' })
      )()
    },
    async () => {
      const file = pick(await read.find(ConfidentialFile))
      await asOfficer(house, staff, (unit) =>
        narrowScope(unit, {
          fileId: file?.id ?? '',
          personIds: [staff.readers[roll(3)]?.id ?? ''],
          posts: [],
          reason: '调整'
        })
      )()
    },
    async () => house.clock.advanceMinutes(30 + roll(600))
  ]
  let refused = 0
  for (let act = 0; act < acts; act += 1)
    await (act < 5 ? aFile(house, staff) : (pick(tries)?.() ?? Promise.resolve())).catch((fault: unknown) => {
      if (!(fault instanceof Fault)) throw fault
      refused += 1
    })
  expect(refused).toBeGreaterThan(100)
  expect(refused).toBeLessThan(acts - 200)
  for (const prove of confidentialProofs) expect(await prove(read)).toEqual([])
  expect(await verifyHouse(house)).toMatchObject({ ok: true })
}, 600_000)
