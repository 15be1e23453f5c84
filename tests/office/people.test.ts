import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { readingOf } from '@main/office/procedure'
import { peopleImport, personKindOf } from '@main/office/people/import'
import { guessUnitKind } from '@main/office/units/unitKind'
import { readImport } from '@main/platform/importing'
import { onBothEngines } from '../support/house'
import { acting, aBureau, aPerson, aUnit, arranging } from '../support/people'
import { as, faultOf, type OfficeClient } from '../support/officeCalls'

onBothEngines('people and units', (house) => {
  let director: OfficeClient
  beforeAll(async () => {
    await aBureau(house())
    director = as(house(), await aPerson(house(), { name: '主任', posts: ['officeDirector'] }))
  })

  it('keeps units: unique names, no unit below itself, none closed with people in it', async () => {
    const { id } = await director.office.createUnit({ name: '大队甲', kind: 'brigade', parentId: null })
    const below = await director.office.createUnit({ name: '中队甲', kind: 'squad', parentId: id })
    const change = { id, version: 1, name: '大队甲', kind: 'brigade' as const, parentId: null, active: true }
    expect(
      (await faultOf(director.office.createUnit({ name: '大队甲', kind: 'brigade', parentId: null }))).data.issues?.[0]
        ?.path
    ).toBe('name')
    expect((await faultOf(director.office.updateUnit({ ...change, parentId: below.id }))).data.issues?.[0]?.path).toBe(
      'parentId'
    )
    await aPerson(house(), { name: '队员', unitId: id, posts: ['unitHead'] })
    expect((await faultOf(director.office.updateUnit({ ...change, active: false }))).data.issues?.[0]?.path).toBe(
      'active'
    )
    expect((await director.office.units()).find((unit) => unit.id === id)).toMatchObject({
      headName: '队员',
      people: 1
    })
    await director.office.updateUnit({
      id: below.id,
      version: 1,
      name: '中队甲',
      kind: 'squad',
      parentId: id,
      active: false
    })
    expect(
      (await faultOf(director.office.createPerson({ name: '新人', unitId: below.id, kind: 'permanent' }))).data
        .issues?.[0]?.path
    ).toBe('unitId')
  })

  it('lists the roster with posts in words, found by pinyin, sorted and filtered', async () => {
    const unit = await aUnit(house(), { name: '花名册科' })
    for (const name of ['单雄信', '秦叔宝', '程咬金'])
      await director.office.createPerson({
        name,
        unitId: unit.id,
        kind: name === '程咬金' ? 'temporary' : 'permanent',
        position: '科员'
      })
    const names = async (input: object) =>
      (await director.office.people({ filters: [{ field: 'unitId', op: 'eq', value: unit.id }], ...input })).rows.map(
        (row) => row.name
      )
    expect(await names({ search: 'sxx' })).toEqual(['单雄信'])
    expect(await names({ search: 'qinshu' })).toEqual(['秦叔宝'])
    expect(await names({ search: '咬' })).toEqual(['程咬金'])
    expect(
      await director.office.people({
        filters: [
          { field: 'unitName', op: 'contains', value: '花名册' },
          { field: 'kind', op: 'in', value: ['temporary'] }
        ],
        limit: 1
      })
    ).toMatchObject({ total: 1, rows: [{ name: '程咬金', posts: '' }] })
    expect((await faultOf(director.office.people({ sort: { field: 'posts', direction: 'asc' } }))).code).toBe('invalid')
    const head = await aPerson(house(), {
      unitId: unit.id,
      posts: ['unitHead', { post: 'matterLeader', matter: 'works' }]
    })
    expect((await director.office.person({ id: head.id })).posts).toBe('科室负责人（花名册科）、分管领导（工程建设）')
  })

  it('gives a conflict to the second of two who corrected the same person', async () => {
    const person = await aPerson(house(), { name: '两人改' })
    const change = { id: person.id, version: 1, name: '两人改', unitId: person.unitId, kind: 'permanent' as const }
    await director.office.updatePerson({ ...change, phone: '1' })
    expect((await faultOf(director.office.updatePerson({ ...change, phone: '2' }))).code).toBe('conflict')
  })

  describe('import', () => {
    it('reads the words rosters use for employment', async () => {
      const result = await readImport(
        fileURLToPath(new URL('../support/samples/花名册.xlsx', import.meta.url)),
        peopleImport.fields,
        {
          rules: {
            words: { neutral: [], measures: [], sameMeasures: [], unitEnds: [], none: [], absent: [], nobody: [] },
            meanings: peopleImport.meanings
          }
        }
      )
      if (!result.ok) throw new Error(result.problem.message)
      const rows = result.reading.sheets.flatMap((sheet) => sheet.rows)
      expect(rows).toHaveLength(68)
      expect(result.reading.sheets.flatMap((sheet) => sheet.problems)).toEqual([])
      expect(rows[0]?.values).toMatchObject({
        name: '黎凡',
        unitName: '办公室',
        kind: 'permanent',
        joinedOn: '2003-04-27'
      })

      const actor = await acting(house(), await aPerson(house(), { posts: ['officeDirector'] }))
      const importable = rows.map(({ sheet, row, values }) => ({
        sheet,
        row,
        values: values as Record<string, string | number | null>
      }))
      const reading = await readingOf(house(), actor)
      expect(await peopleImport.check(reading, importable)).toEqual([])
      expect(await peopleImport.check(reading, [...importable, ...importable.slice(0, 1)])).toMatchObject([
        { column: '姓名', message: expect.stringContaining('重复') }
      ])
      const units = new Map<string, string>()
      for (const name of new Set(importable.map((row) => String(row.values['unitName']))))
        units.set(name, (await aUnit(house(), { name, kind: guessUnitKind(name) })).id)
      await arranging(house(), (unit) =>
        peopleImport.commit(unit, importable, {
          house: house(),
          unitId: (name) => units.get(name) ?? '',
          personId: () => undefined
        })
      )
      expect(
        (await director.office.people({ filters: [{ field: 'unitId', op: 'in', value: [...units.values()] }] })).total
      ).toBe(68)
      expect((await peopleImport.check(await readingOf(house(), actor), importable)).length).toBe(68)
    })

    it.each([
      ['行政编制', 'permanent'],
      ['事业编制', 'permanent'],
      ['参公', 'permanent'],
      ['正式在编', 'permanent'],
      ['合同聘用', 'contract'],
      ['劳务派遣', 'contract'],
      ['聘用', 'contract'],
      ['编外人员', 'contract'],
      ['合同制协管员', 'contract'],
      ['临时聘用', 'temporary'],
      ['临时工', 'temporary'],
      ['协管员', 'temporary'],
      ['外来人员', 'outsider'],
      ['其他', undefined]
    ])('takes %s for %s staff', (word, kind) => {
      expect(personKindOf(word)).toBe(kind)
    })

    it('leaves a word it does not know to be asked', () => {
      expect(peopleImport.meanings?.['kind']?.('其他')).toBeUndefined()
    })

    it.each([
      ['三中队', 'squad'],
      ['城东片区', 'squad'],
      ['执法大队', 'brigade'],
      ['园林所', 'institution'],
      ['城北分局', 'institution'],
      ['财务审计装备股', 'department'],
      ['办公室', 'department']
    ])('takes %s for a %s', (name, kind) => {
      expect(guessUnitKind(name)).toBe(kind)
    })
  })
})
