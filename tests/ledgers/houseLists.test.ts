import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { contract, posts } from '@main/contract'
import type { Access } from '@main/contract/base'
import { ledgerIds } from '@main/contract/ledgers'
import { commonRules } from '@main/kernel/rules/common'
import { ledgerModules } from '@main/ledgers'
import { ledgerRouters } from '@main/ledgers/routers'
import { readingOf } from '@main/office/procedure'
import { closeTestHouse, openTestHouse } from '../support/house'
import { acting, aBureau, aPerson } from '../support/people'

const foldersIn = (path: string) =>
  readdirSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
const built = ledgerModules.map((module) => module.id).sort()
const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)

describe('the lists of ledgers', () => {
  it('agree with the folders, the contract, the routers and the window', () => {
    expect(foldersIn('src-main/ledgers')).toEqual(built)
    expect(foldersIn('src-renderer/ledgers')).toEqual(built)
    expect(Object.keys(ledgerRouters).sort()).toEqual(built)
    expect(ledgerIds.filter((id) => id in contract).sort()).toEqual(built)
  })

  it('give each number prefix to one ledger only', () => {
    const prefixes = ledgerModules.flatMap((module) => [...new Set(module.numbered.map(({ prefix }) => prefix))])
    expect(twice([...prefixes, 'JJ'])).toEqual([])
  })

  it('declare every rule, request kind, workbook sheet, form and import once', () => {
    expect(twice([...commonRules, ...ledgerModules.flatMap((module) => module.rules)].map((rule) => rule.id))).toEqual(
      []
    )
    expect(twice(ledgerModules.flatMap((module) => module.requests.map(({ flow }) => flow.kind)))).toEqual([])
    expect(twice(ledgerModules.flatMap((module) => module.forms.map(({ id }) => id)))).toEqual([])
    expect(twice(ledgerModules.flatMap((module) => module.imports.map(({ kind }) => kind)))).toEqual([])
    for (const module of ledgerModules)
      expect(twice(module.workbooks.flatMap(({ sheets }) => sheets.map(({ name }) => name)))).toEqual([])
  })

  it('declare for every workbook, form and label who may make it, as somebody the contract knows', () => {
    const words = ['public', 'signedIn', 'staff']
    const known = (access: Access) =>
      typeof access === 'string' ? words.includes(access) : access.length > 0 && access.every((post) => post in posts)
    const outputs = ledgerModules.flatMap(({ workbooks, forms, labels }) => [
      ...[...workbooks, ...labels].map(({ id, access }) => ({ id, access })),
      ...forms.map(({ id, access }) => ({ id, access: access.who }))
    ])
    expect(outputs.length).toBeGreaterThan(20)
    expect(outputs.filter(({ access }) => !known(access) || access === 'public').map(({ id }) => id)).toEqual([])
  })

  it('keep the form of every record from whoever may not read that record', async () => {
    const house = await openTestHouse()
    try {
      await aBureau(house)
      const reading = await readingOf(house, await acting(house, await aPerson(house, { posts: ['head'] })))
      for (const { id, access } of ledgerModules.flatMap((module) => module.forms))
        await expect(access.mustRead(reading, house.newId()), id).rejects.toMatchObject({ type: 'notFound' })
    } finally {
      await closeTestHouse(house)
    }
  })

  it('name a form of their own for every request, or say that it has no paper', () => {
    for (const { forms, requests } of ledgerModules)
      for (const { flow, form } of requests)
        if (typeof form === 'string')
          expect(
            forms.map(({ id }) => id),
            flow.kind
          ).toContain(form)
  })

  it('leave no chain of any profile empty', () => {
    for (const { flow } of ledgerModules.flatMap((module) => module.requests))
      for (const steps of Object.values(flow.chains))
        expect(steps.filter((step) => !step.onlyWith).length, flow.kind).toBeGreaterThan(0)
  })
})
