import { expect, it } from 'vitest'
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
import { onBothEngines, type TestHouse } from '../../support/house'
import { aBureau } from '../../support/people'
import { neverDone, runOfActs } from '../../support/runOfActs'
import { aConfidentialStaff, aFile, asOfficer, back, lent, type ConfidentialStaff } from '../../support/confidential'
import { penOf } from '../../support/pen'

const { seed, steps } = runOfActs(20_260_929)

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** Every act of the run by name; each may be lawful or not, as chance and the state of things have it. */
function actsOf(house: TestHouse, staff: ConfidentialStaff, roll: (sides: number) => number) {
  const { read } = house.database
  const pick = <T>(all: readonly T[]): T | undefined => all[roll(Math.max(1, all.length))]
  const inOrder = { order: { id: 'ASC' } } as const
  const anyCarrier = async () => pick(await read.find(CarrierStanding, inOrder))
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
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    登记文件: () => aFile(house, staff, { secrecy: pick(['secret', 'confidential'] as const) ?? 'secret' }),
    送阅: async () => lent(house, staff, (await anyCarrier())?.id, pick(people) ?? staff.outsider),
    范围内送阅: async () => lent(house, staff, (await anyCarrier())?.id, staff.readers[roll(3)] ?? staff.outsider),
    清点收回: async () =>
      back(house, staff, (await openLeg())?.id ?? '', {
        pages: 11 + roll(2),
        ...(roll(2) ? { lateReason: '外出' } : {})
      }),
    收回: async () => back(house, staff, (await openLeg())?.id ?? '', { lateReason: '外出' }),
    复制: async () => {
      const carrierId = (await anyCarrier())?.id ?? ''
      const asked = await asOfficer(house, staff, (unit) =>
        requestCopy(unit, house, { carrierId, count: 1 + roll(2), purpose: '专班使用', consent: undefined })
      )()
      if (roll(4) > 0) await decideThrough(house, asked.approvalId)
      const { version } = await read.findOneByOrFail(CopyRequest, { id: asked.id })
      await asOfficer(house, staff, (unit) => makeCopies(unit, { id: asked.id, version, stamped: roll(5) > 0 }))()
    },
    清册: async () => {
      const carrierIds = [(await anyCarrier())?.id ?? '', (await anyCarrier())?.id ?? '']
      const kind = pick(['giveBack', 'destroy', 'archive'] as const) ?? 'destroy'
      const asked = await asOfficer(house, staff, (unit) =>
        requestEnding(unit, house, { kind, carrierIds, agency: '县涉密载体销毁中心', round: undefined })
      )()
      if (roll(4) > 0) await decideThrough(house, asked.approvalId)
      const { version } = await read.findOneByOrFail(Ending, { id: asked.id })
      const lines = await read.find(EndingLine, { where: { endingId: asked.id }, ...inOrder })
      await asOfficer(house, staff, (unit) =>
        kind === 'destroy'
          ? destroyCarriers(unit, house, {
              id: asked.id,
              version,
              place: '销毁中心',
              supervisorIds: staff.supervisors.map(({ id }) => id),
              signatures: staff.supervisors.slice(0, 1 + roll(2)).map((person) => penOf(person))
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
    登记缺失: async () =>
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
    找到: async () => {
      const incident = pick(await read.find(Incident, inOrder))
      await asOfficer(house, staff, (unit) =>
        foundAgain(unit, house, { id: incident?.id ?? '', version: incident?.version ?? 1, text: '找到' })
      )()
    },
    缩小范围: async () => {
      const file = pick(await read.find(ConfidentialFile, inOrder))
      await asOfficer(house, staff, (unit) =>
        narrowScope(unit, {
          fileId: file?.id ?? '',
          personIds: [staff.readers[roll(3)]?.id ?? ''],
          posts: [],
          reason: '调整'
        })
      )()
    },
    过些时候: async () => house.clock.advanceMinutes(30 + roll(600))
  }
  return acts
}

onBothEngines(
  'acts on confidential files at random',
  (house) => {
    it(
      `SEC-09 SEC-10 K-09 leave every chain, standing, list and hash proven, allowed or refused (seed ${seed})`,
      { timeout: 600_000 },
      async () => {
        await aBureau(house(), 'baicheng-bureau')
        await loadShippedCalendar(house())
        const staff = await aConfidentialStaff(house())
        const roll = dice(seed)
        const acts = actsOf(house(), staff, roll)
        const names = Object.keys(acts)
        const done = new Map<string, number>()
        let refused = 0
        for (let file = 0; file < 5; file += 1) await aFile(house(), staff)
        for (let step = 0; step < steps; step += 1) {
          const name = names[roll(names.length)] ?? ''
          try {
            await acts[name]?.()
            done.set(name, (done.get(name) ?? 0) + 1)
          } catch (fault) {
            if (!(fault instanceof Fault) || fault.type === 'unexpected') throw new Error(name, { cause: fault })
            refused += 1
          }
        }
        const all = [...done.values()].reduce((sum, count) => sum + count, 0)
        expect(Math.min(all, refused), `${all} done, ${refused} refused`).toBeGreaterThan(steps / 5)
        expect(neverDone(names, done, steps)).toEqual([])
        const { read } = house().database
        for (const prove of confidentialProofs) expect(await prove(read)).toEqual([])
        expect(await verifyHouse(house())).toMatchObject({ ok: true })
      }
    )
  },
  '2026-03-02T01:00:00.000Z'
)
