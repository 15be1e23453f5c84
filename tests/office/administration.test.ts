import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Attachment, Bureau } from '@main/office/entities'
import { allRules } from '@main/office/administration/allRules'
import { onBothEngines, resources } from '../support/house'
import { aBureau, aPerson, aUnit, arranging } from '../support/people'
import { as, faultOf, type OfficeClient } from '../support/officeCalls'

onBothEngines('administration', (house) => {
  let admin: OfficeClient
  let director: OfficeClient

  beforeAll(async () => {
    await aBureau(house())
    admin = as(house(), await aPerson(house(), { name: '管理员', posts: ['administrator'] }))
    director = as(house(), await aPerson(house(), { name: '主任', posts: ['officeDirector'] }))
  })
  const rule = async (id: string) =>
    (await admin.administration.rules()).find((row) => row.id === id) ?? expect.fail(id)

  describe('rules', () => {
    it('lists every rule with its source; another bureau’s text is marked 参照', async () => {
      const rows = await admin.administration.rules()
      expect(rows.map((row) => row.id)).toEqual(allRules(house()).map((each) => each.id))
      expect(await rule('K-08')).toMatchObject({
        reference: false,
        source: expect.stringMatching(/^洞口县局《机关管理制度》/)
      })
      expect(await rule('K-04')).toMatchObject({ reference: true, source: expect.stringMatching(/^参照白城市局/) })
      expect(await rule('K-10')).toMatchObject({ reference: false })
    })

    it('takes a profile’s own values where it has them', async () => {
      const [bureau] = await house().database.read.find(Bureau)
      if (!bureau) throw new Error('no bureau')
      const there = await arranging(house(), (unit) =>
        unit.update(Bureau, bureau, { profile: 'baicheng-office' }, '单位信息')
      )
      expect((await rule('K-05')).parameters).toMatchObject([{ value: 500 }, { value: 1000 }, { value: 7 }])
      expect(await rule('K-05')).toMatchObject({ reference: false, source: expect.stringMatching(/^白城市政府办/) })
      await arranging(house(), (unit) => unit.update(Bureau, there, { profile: 'dongkou' }, '单位信息'))
    })
  })

  describe('exceptions', () => {
    it('filters by ledger name and by day', async () => {
      const of = async (filters: { field: string; op: 'eq' | 'from' | 'to'; value: string }[]) =>
        (await admin.administration.exceptions({ filters })).total
      await arranging(house(), (unit) =>
        unit.except({ rule: 'K-06', message: '起止日期不全', source: '工作惯例', reason: '补录' })
      )
      const all = (await admin.administration.exceptions({})).total
      expect(all).toBeGreaterThan(0)
      expect(await of([{ field: 'ledger', op: 'eq', value: '单位人员与系统' }])).toBe(all)
      expect(await of([{ field: 'ledger', op: 'eq', value: '印章' }])).toBe(0)
      expect(await of([{ field: 'at', op: 'from', value: '2026-09-30' }])).toBe(all)
      expect(await of([{ field: 'at', op: 'to', value: '2026-09-29' }])).toBe(0)
    })

    it('is closed to people without a post', async () => {
      expect((await faultOf(as(house(), await aPerson(house())).administration.exceptions({}))).code).toBe('forbidden')
    })
  })

  describe('audit log', () => {
    it('shows a change in words, before and after', async () => {
      const parent = await aUnit(house(), { name: '上级单位甲' })
      const { id } = await director.office.createUnit({ name: '审计科', kind: 'department', parentId: null })
      await director.office.updateUnit({
        id,
        version: 1,
        name: '审计室',
        kind: 'squad',
        parentId: parent.id,
        active: true
      })
      const [row] = (
        await director.administration.audit({
          filters: [
            { field: 'subjectId', op: 'eq', value: id },
            { field: 'act', op: 'eq', value: '修改单位' }
          ]
        })
      ).rows
      expect(row).toMatchObject({
        chain: '单位人员与系统',
        actorName: '主任',
        capacity: '办公室主任',
        subjectNumber: '审计室'
      })
      const detail = await director.administration.auditDetail({ id: row?.id ?? '' })
      expect(detail.changes).toEqual(
        expect.arrayContaining([
          { table: '单位', field: '单位名称', before: '审计科', after: '审计室' },
          { table: '单位', field: '上级单位', before: '', after: '上级单位甲' }
        ])
      )
      expect(detail.changes.map((change) => change.after)).toContain('中队（片区）')
    })

    it('never shows a raw code or a column’s own name', async () => {
      const { rows } = await admin.administration.audit({ limit: 500 })
      for (const { id } of rows) {
        const { changes } = await admin.administration.auditDetail({ id })
        for (const { table, field, before, after } of changes) {
          expect(`${table}${field}`).not.toMatch(/[A-Za-z_]{3,}/)
          expect(`${before}${after}`).not.toMatch(/^[a-z][A-Za-z]{2,}$|\d{4}-\d\d-\d\dT/)
        }
      }
    })
  })

  describe('calendar', () => {
    const upload = async (content: string | Buffer) => {
      const bytes = Buffer.from(content as string)
      const sha256 = await house().attachments.keep(bytes)
      return (
        await arranging(house(), (unit) =>
          unit.append(Attachment, {
            sha256,
            name: '节假日.csv',
            mime: 'text/csv',
            size: bytes.length,
            at: unit.now,
            personId: null
          })
        )
      ).id
    }

    it('loads a year, replaces it when it comes again, and keeps the others', async () => {
      await director.administration.importCalendar({
        attachmentId: await upload(readFileSync(join(resources, 'calendars', 'cn_holidays_2004_2026.csv')))
      })
      const shipped = await director.administration.calendarYears()
      expect(shipped.map((row) => row.year)).toContain(2026)
      const attachmentId = await upload('日期,类型,节日\n2027-01-01,放假,元旦\n2027-01-02,补班,元旦\n')
      expect(await director.administration.importCalendar({ attachmentId })).toEqual({ years: [2027], days: 2 })
      await director.administration.importCalendar({
        attachmentId: await upload('日期,类型,节日\n2027-01-01,放假,元旦\n')
      })
      expect(await director.administration.calendarYears()).toEqual([...shipped, { year: 2027, days: 1 }])
      expect((await house().calendar()).isWorkingDay('2027-01-01')).toBe(false)
    })

    it('loads nothing from a file it cannot read, and says which line', async () => {
      const attachmentId = await upload('日期,类型,节日\n2028-01-01,放假,元旦\n2028-13-01,放假,元旦\n')
      expect(
        (await faultOf(director.administration.importCalendar({ attachmentId }))).data.issues?.[0]?.message
      ).toContain('第3行')
      expect((await house().calendar()).isLoaded(2028)).toBe(false)
    })
  })
})
