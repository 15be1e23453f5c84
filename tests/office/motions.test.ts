import { beforeAll, describe, expect, it } from 'vitest'
import { Account, Appointment, Person, Unit } from '@main/office/entities'
import { Approval } from '@main/office/approvals/entities'
import { formerNamesOf, unitNamesOn } from '@main/office/people/formerNames'
import { Motion } from '@main/office/people/entities'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf, refusedBy } from '../support/officeCalls'

onBothEngines('people and units in motion', (bare) => {
  const ledger = aFakeLedger('supplies')
  let house: TestHouse
  let director: Person

  beforeAll(async () => {
    house = withLedger({ ...bare() }, Object.assign(ledger, { terms: () => ({ buyer: 6 }) }))
    await aBureau(house)
    director = await aPerson(house, { name: '主任', posts: ['officeDirector', 'administrator'], pin: '2468' })
  })
  const office = () => as(house, director).office
  const person = (id: string) => house.database.read.findOneByOrFail(Person, { id })

  describe('K-08', () => {
    it('K-08 brings a departed person back on the same record; a second record of the name asks why', async () => {
      const unit = await aUnit(house, { name: '返岗科' })
      const leaving = await aPerson(house, { name: '欧阳返', unitId: unit.id, pin: '1234' })
      await office().depart({ personId: leaving.id, version: 1, on: '2026-09-30', reason: '辞职' })
      expect(await person(leaving.id)).toMatchObject({ status: 'departed', departedOn: '2026-09-30' })
      const again = { name: '欧阳返', unitId: unit.id, kind: 'permanent' as const }
      const fault = await faultOf(office().createPerson(again))
      expect(fault.data.findings).toMatchObject([{ rule: 'K-08', act: 'WARN' }])
      expect(fault.message).toContain('请在原记录上办理返岗')

      const back = { personId: leaving.id, unitId: unit.id, reason: '重新录用' }
      expect(
        (await faultOf(office().returnToDuty({ ...back, version: 2, on: '2026-09-29' }))).data.issues
      ).toMatchObject([{ path: 'on' }])
      house.clock.setDay('2026-10-20')
      await office().returnToDuty({ ...back, version: 2, on: '2026-10-20' })
      expect(await person(leaving.id)).toMatchObject({ status: 'active', departedOn: null, unitId: unit.id })
      const motions = await house.database.read.find(Motion, { where: { subjectId: leaving.id }, order: { id: 'ASC' } })
      expect(motions.map(({ kind, onDay }) => [kind, onDay])).toEqual([
        ['departed', '2026-09-30'],
        ['returned', '2026-10-20']
      ])
      // The login is theirs again once the administrator opens it.
      const account = await house.database.read.findOneByOrFail(Account, { personId: leaving.id })
      expect(account.active).toBe(false)
      expect((await faultOf(office().returnToDuty({ ...back, version: 3, on: '2026-10-20' }))).message).toContain(
        '没有离岗'
      )
      house.clock.setDay('2026-09-30')
    })

    it('K-08 says what is in a person’s name in the message itself, for whoever sees no checklist', async () => {
      const keeper = await aPerson(house, { name: '管物' })
      ledger.held.set(keeper.id, [{ label: '执法记录仪', number: 'ZB-7', since: null, todo: '交回' }])
      const fault = await faultOf(
        office().depart({ personId: keeper.id, version: 1, on: '2026-09-30', reason: '退休' })
      )
      expect(fault.message).toContain('执法记录仪（ZB-7）')
      ledger.held.clear()
      await office().depart({ personId: keeper.id, version: 1, on: '2026-09-30', reason: '退休' })
    })

    it('K-08 keeps the old name of a unit for papers of its time and finds it under both', async () => {
      const unit = await aUnit(house, { name: '市容管理股' })
      house.clock.setDay('2026-10-10')
      await office().updateUnit({
        id: unit.id,
        version: 1,
        name: '市容环卫股',
        kind: 'department',
        parentId: null,
        active: true,
        documentNumber: '局发〔2026〕9号'
      })
      expect((await unitNamesOn(house.database.read, [unit.id], '2026-10-09')).get(unit.id)).toBe('市容管理股')
      expect((await unitNamesOn(house.database.read, [unit.id], '2026-10-10')).get(unit.id)).toBe('市容环卫股')
      for (const words of ['市容管理', '市容环卫', 'srgl'])
        expect(
          (await as(house, director).home.search({ words })).filter((hit) => hit.subjectId === unit.id)
        ).toMatchObject([{ title: '市容环卫股', detail: '原名市容管理股' }])
      house.clock.setDay('2026-09-30')
    })

    it('K-08 finds a person under the name of today and the one before', async () => {
      const renamed = await aPerson(house, { name: '王旧名' })
      await office().updatePerson({
        id: renamed.id,
        version: 1,
        name: '王新名',
        unitId: renamed.unitId,
        kind: 'permanent'
      })
      expect(await formerNamesOf(house.database.read, renamed.id)).toEqual(['王旧名'])
      for (const words of ['王旧名', '王新名', 'wjm'])
        expect((await as(house, director).home.search({ words })).map((hit) => hit.subjectId)).toContain(renamed.id)
    })

    it('K-08 merges a unit into another in one act: people, subordinate units and open requests go over, posts end', async () => {
      const into = await aUnit(house, { name: '综合股' })
      const from = await aUnit(house, { name: '信访股' })
      const below = await aUnit(house, { name: '信访接待室', parentId: from.id })
      const clerk = await aPerson(house, { name: '信访员', unitId: from.id })
      await aPerson(house, { name: '信访股长', unitId: from.id, posts: ['unitHead'] })
      const newHead = await aPerson(house, { name: '综合股长', unitId: into.id, posts: ['unitHead'] })
      const request = await aRequest(house, clerk)
      const merging = {
        id: from.id,
        version: 1,
        intoUnitId: into.id,
        documentNumber: '编办〔2026〕3号',
        reason: '机构改革'
      }
      const future = await faultOf(office().mergeUnit({ ...merging, on: '2026-10-01' }))
      expect(future.data.findings).toMatchObject([{ rule: 'K-13', act: 'BLOCK' }])
      expect(
        (await faultOf(office().mergeUnit({ ...merging, intoUnitId: below.id, on: '2026-09-30' }))).message
      ).toContain('下级')
      await office().mergeUnit({ ...merging, on: '2026-09-30' })
      const { read } = house.database
      expect(await read.findOneByOrFail(Unit, { id: from.id })).toMatchObject({ active: false })
      expect(await read.findOneByOrFail(Unit, { id: below.id })).toMatchObject({ parentId: into.id })
      expect((await person(clerk.id)).unitId).toBe(into.id)
      expect(await read.findBy(Appointment, { unitId: from.id })).toMatchObject([{ toDay: '2026-09-29' }])
      expect(await read.findOneByOrFail(Approval, { id: request.id })).toMatchObject({
        unitId: into.id,
        state: 'pending'
      })
      // The head of the unit merged into decides what was asked in the old one.
      expect((await as(house, newHead).approvals.inbox()).map((row) => row.id)).toContain(request.id)
      expect(
        (await as(house, director).home.search({ words: '信访股' })).find((hit) => hit.subjectId === from.id)
      ).toMatchObject({
        detail: '已并入综合股'
      })
    })
  })

  describe('K-06', () => {
    it('K-06 says at the appointment that a term is exceeded by the same person, and lets another be appointed', async () => {
      const buyer = await aPerson(house, { name: '采购甲' })
      const term = {
        personId: buyer.id,
        post: 'buyer' as const,
        unitId: null,
        matter: null,
        documentNumber: '测人〔2026〕3号'
      }
      await office().appoint({ ...term, from: '2026-03-01', to: '2026-08-31' })
      const again = { ...term, from: '2026-09-01', to: '2027-02-28' }
      const fault = await faultOf(office().appoint(again))
      expect(fault.data.findings).toMatchObject([{ rule: 'K-06', act: 'WARN' }])
      expect(fault.message).toContain('自2026年3月1日起任采购员，任期6个月到2026年8月31日止')
      const other = await aPerson(house, { name: '采购乙' })
      await office().appoint({ ...again, personId: other.id })
      await office().appoint({ ...again, reasons: { 'K-06': '暂无人接任' } })
    })

    it('K-06 lists what was done in a post after the day it is to end with; those acts stay', async () => {
      const acting = await aPerson(house, { name: '代办主任', posts: ['officeDirector'] })
      await as(house, acting).office.createUnit({ name: '任内所设股', kind: 'department', parentId: null })
      const [held] = await house.database.read.findBy(Appointment, { personId: acting.id })
      const end = { id: held?.id ?? '', version: 1, to: '2026-09-29' }
      const fault = await faultOf(office().endAppointment(end))
      expect(fault.data.findings).toMatchObject([{ rule: 'K-06', act: 'WARN', missing: ['新增单位（任内所设股）'] }])
      await office().endAppointment({ ...end, reasons: { 'K-06': '任免文件滞后' } })
      expect(await house.database.read.findOneByOrFail(Appointment, { id: end.id })).toMatchObject({
        toDay: '2026-09-29'
      })
    })

    it('K-06 says what the holder of a keeping post still keeps when it ends', async () => {
      const keeper = await aPerson(house, { name: '监印甲', posts: ['sealCustodian'] })
      ledger.held.set(keeper.id, [{ label: '印章：测试局公章', number: 'YZ-1', since: null, todo: '办理印章移交' }])
      const [held] = await house.database.read.findBy(Appointment, { personId: keeper.id })
      const end = { id: held?.id ?? '', version: 1, to: '2026-09-30' }
      expect(await refusedBy(office().endAppointment(end))).toEqual(['K-06'])
      ledger.held.clear()
      await office().endAppointment(end)
    })
  })
})
