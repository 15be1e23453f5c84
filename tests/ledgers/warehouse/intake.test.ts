import { beforeAll, describe, expect, it } from 'vitest'
import { loadShippedCalendar } from '@main/office/session/founding'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { CustodyEntry, DetainedMovement, Intake, Standing } from '@main/ledgers/warehouse/entities'
import { recountClocks, reverseIntake } from '@main/ledgers/warehouse/intake/events'
import { moveGoods } from '@main/ledgers/warehouse/line/acts'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import {
  actingIn,
  aLine,
  aWarehouseStaff,
  reads,
  refusalOf,
  standingOf,
  tookIn,
  type WarehouseStaff
} from '../../support/warehouse'
import { intakesPage } from '@main/ledgers/warehouse/intake/rows'
import { penOf } from '../../support/pen'

onBothEngines('goods intake', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })

  it('takes goods in with numbers, tags, movements and the first links of custody', async () => {
    house().clock.set('2026-09-30T01:00:00.000Z')
    const made = await tookIn(house(), staff)
    expect(made.number).toMatch(/^ZK-2026-\d{6}$/)
    expect(made.lines.map((line) => line.tag)).toEqual([`${made.number}-01`, `${made.number}-02`])
    expect(made.slip).toMatchObject({ dueOn: '2026-10-03' })
    const [line] = made.lines
    const custody = await house().database.read.find(CustodyEntry, {
      where: { lineId: line?.id ?? '' },
      order: { id: 'ASC' }
    })
    expect(custody.map((entry) => entry.act)).toEqual(['detained', 'intake'])
    expect(custody[0]).toMatchObject({ at: '2026-09-30T00:00:00.000Z', toName: staff.officers[0].name })
    expect(await standingOf(house(), line?.id ?? '')).toMatchObject({
      quantityIn: 12_000,
      quantityOut: 0,
      onHand: 12_000,
      state: 'held'
    })
  })

  it('WH-01 refuses a signature as keeper by somebody without the post, and takes the appointed keeper’s', async () => {
    const refusal = await refusalOf(house(), () =>
      tookIn(house(), staff, {
        signatures: { handler: penOf(staff.officers[0]), keeper: penOf(staff.clerk) }
      })
    )
    expect(refusal).toMatchObject({ type: 'refused', rules: ['WH-01'] })
    await expect(
      tookIn(house(), staff, {
        signatures: { handler: penOf(staff.officers[0]), keeper: penOf(staff.secondKeeper) }
      })
    ).resolves.toBeTruthy()
  })

  describe.each([
    ['a Sunday', '2026-09-27T02:00:00.000Z'],
    ['the National Day', '2026-10-01T02:00:00.000Z'],
    ['noon', '2026-09-30T04:30:00.000Z'],
    ['an evening', '2026-09-30T11:00:00.000Z']
  ])('WH-02 out of hours: %s', (_name, now) => {
    it('asks for a reason and puts it into the exceptions report', async () => {
      house().clock.set(now)
      expect((await refusalOf(house(), () => tookIn(house(), staff))).rules).toEqual(['WH-02'])
      const made = await tookIn(house(), staff, {}, { 'WH-02': '夜市集中整治' })
      const exception = await house().database.read.findOneBy(ExceptionEntry, { subjectId: made.id, rule: 'WH-02' })
      expect(exception?.reason).toBe('夜市集中整治')
    })
  })

  it.each([
    ['a make-up workday (Saturday)', '2026-10-10T02:00:00.000Z'],
    ['a summer evening in hours', '2026-07-15T09:50:00.000Z']
  ])('WH-02 takes goods without a reason on %s', async (_name, now) => {
    house().clock.set(now)
    await expect(tookIn(house(), staff)).resolves.toBeTruthy()
  })

  it('WH-03 names everything an intake lacks at once', async () => {
    house().clock.set('2026-09-29T01:00:00.000Z')
    const [officer] = staff.officers
    const refusal = await refusalOf(house(), () =>
      tookIn(house(), staff, {
        officers: [{ personId: officer.id, certificate: undefined }],
        party: undefined,
        cause: undefined,
        lines: [aLine(staff, { condition: undefined, photoIds: [], location: 'K1' })],
        signatures: { handler: undefined, keeper: undefined },
        partySign: { how: 'refused', strokes: undefined, reason: undefined, witness: undefined }
      })
    )
    expect(refusal.rules).toEqual(['WH-03'])
    expect(refusal.missing).toEqual(
      expect.arrayContaining([
        '第二名执法人员',
        '当事人',
        '案由',
        '交件执法人员签字',
        '仓库管理员签字',
        '拒签原因',
        '见证人',
        '塑料凳的照片'
      ])
    )
  })

  it('WH-03 refuses a used document number, a detention in the future, one officer twice, temporary staff as officer (K-12)', async () => {
    house().clock.set('2026-09-29T01:00:00.000Z')
    const { number } = await tookIn(house(), staff, { documentNumber: '扣字〔2026〕重号' })
    const [one, two] = staff.officers
    const asOfficers = (...people: readonly { id: string }[]) => ({
      officers: people.map((person) => ({ personId: person.id, certificate: '证' }))
    })
    expect(
      (await refusalOf(house(), () => tookIn(house(), staff, { documentNumber: '扣字〔2026〕重号' }))).message
    ).toContain(number)
    expect(
      (await refusalOf(house(), () => tookIn(house(), staff, { detainedAt: '2026-09-29T02:00:00.000Z' }))).message
    ).toContain('晚于现在')
    const twice = await refusalOf(house(), () => tookIn(house(), staff, asOfficers(one, one)))
    expect(twice.rules).toContain('K-12')
    expect(twice.message).toContain('两名执法人员都是')
    // The keeper does not hand in to herself (DK-04 二 二2: both sides sign).
    const alone = await refusalOf(house(), () =>
      tookIn(house(), staff, {
        ...asOfficers(one, staff.keeper),
        signatures: { handler: penOf(staff.keeper), keeper: penOf(staff.keeper) }
      })
    )
    expect(alone.message).toContain('交件人和仓库管理员都是')
    expect(
      (await refusalOf(house(), () => tookIn(house(), staff, asOfficers(one, two, staff.temporary)))).message
    ).toContain('不是正式职工')
    expect(
      (
        await refusalOf(house(), () =>
          tookIn(house(), staff, {
            signatures: { handler: penOf(staff.others[0]), keeper: penOf(staff.keeper) }
          })
        )
      ).rules
    ).toEqual(['WH-03'])
  })

  it('WH-03 takes a list the party refused to sign, with reason and witness', async () => {
    const made = await tookIn(house(), staff, {
      partySign: { how: 'refused', strokes: undefined, reason: '不认可处罚', witness: '网格员刘某' }
    })
    expect(await house().database.read.findOneBy(Intake, { id: made.id })).toMatchObject({
      partySign: 'refused',
      refusalReason: '不认可处罚',
      refusalWitness: '网格员刘某'
    })
  })

  it('WH-11 refuses a link of custody without a place and one that lies before the last', async () => {
    const made = await tookIn(house(), staff, { lines: [aLine(staff, { location: 'W11' })] })
    const [line] = made.lines
    house().clock.advanceMinutes(-30)
    const back = await refusalOf(house(), () =>
      actingIn(house(), staff.keeper, (unit) =>
        moveGoods(unit, house(), {
          id: line?.id ?? '',
          location: 'W12',
          separation: undefined,
          reason: '腾库',
          reasons: undefined
        })
      )
    )
    expect(back.rules).toEqual(['WH-11'])
    house().clock.advanceMinutes(60)
    await actingIn(house(), staff.keeper, (unit) =>
      moveGoods(unit, house(), {
        id: line?.id ?? '',
        location: 'W12',
        separation: undefined,
        reason: '腾库',
        reasons: undefined
      })
    )
    const custody = await house().database.read.find(CustodyEntry, {
      where: { lineId: line?.id ?? '' },
      order: { id: 'ASC' }
    })
    expect(custody.at(-1)).toMatchObject({ act: 'moved', fromName: 'W11', place: 'W12' })
    expect((await standingOf(house(), line?.id ?? '')).location).toBe('W12')
  })

  it('WH-13 refuses goods without a place and among another owner’s, and takes them with a separation mark', async () => {
    await tookIn(house(), staff, { lines: [aLine(staff, { location: '共用架' })] })
    expect(
      (await refusalOf(house(), () => tookIn(house(), staff, { lines: [aLine(staff, { location: undefined })] }))).rules
    ).toEqual(['WH-13'])
    const crowded = await refusalOf(house(), () =>
      tookIn(house(), staff, { lines: [aLine(staff, { location: '共用架' })] })
    )
    expect(crowded).toMatchObject({ rules: ['WH-13'], missing: ['分隔标识'] })
    await expect(
      tookIn(house(), staff, { lines: [aLine(staff, { location: '共用架', separation: '红色隔板右侧' })] })
    ).resolves.toBeTruthy()
  })

  it('K-09 reverses an intake once; both entries stay and the document number is free again', async () => {
    const made = await tookIn(house(), staff, { documentNumber: '误登' })
    const reverse = () =>
      actingIn(house(), staff.keeper, (unit) => reverseIntake(unit, house(), made.id, '登记错当事人'))
    await reverse()
    const [line] = made.lines
    expect(await standingOf(house(), line?.id ?? '')).toMatchObject({
      quantityIn: 0,
      onHand: 0,
      state: 'reversed',
      dueOn: null
    })
    expect(await house().database.read.countBy(DetainedMovement, { lineId: line?.id ?? '' })).toBe(2)
    expect((await refusalOf(house(), reverse)).rules).toEqual(['K-09'])
    await expect(tookIn(house(), staff, { documentNumber: '误登' })).resolves.toBeTruthy()
  })

  it('shows a squad’s people their own intakes, the keeper all', async () => {
    const page = { filters: [], offset: 0, limit: 50 }
    const mine = await intakesPage(await reads(house(), staff.others[0]), page)
    const all = await intakesPage(await reads(house(), staff.keeper), page)
    expect(mine.total).toBe(0)
    expect(all.total).toBeGreaterThan(5)
    expect(
      (await intakesPage(await reads(house(), await aPerson(house(), { posts: ['inspector'] })), page)).total
    ).toBe(all.total)
  })

  it('works out the clocks of all goods again as each act left them', async () => {
    const standings = () => house().database.read.find(Standing, { order: { id: 'ASC' } })
    const kept = await standings()
    const due = kept.find(({ dueOn }) => dueOn !== null)
    await house().database.writer.query(
      `UPDATE detained_standings SET due_on = '2020-01-01', due_kind = 'bureau' WHERE id = '${due?.id ?? ''}'`
    )
    const { lines } = await actingIn(house(), staff.keeper, (unit) => recountClocks(unit, house()))
    expect(lines).toBeGreaterThan(10)
    expect(await standings()).toEqual(kept)
    expect(kept.filter(({ onHand }) => onHand === 0).map(({ dueOn }) => dueOn)).not.toContainEqual(expect.any(String))
  })
})
