import { spawn } from 'node:child_process'
import { cpSync, existsSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import sqlite3 from 'sqlite3'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { buildSuite, builtCommandLine } from '../support/builtSuite'
import { tempFolder } from '../support/tempFolder'
import { run } from './printed'

interface Demo {
  readonly accounts: readonly { readonly account: string; readonly name: string; readonly posts: readonly string[] }[]
  readonly password: string
}

let data: string
let demo: Demo
let passwords: string

beforeAll(async () => {
  buildSuite()
  data = tempFolder('command-line')
  const printed = await run('demo', '--data', data, '--json')
  expect(printed.code, printed.errors).toBe(0)
  demo = printed.json<Demo>()
  passwords = join(tempFolder('passwords'), 'passwords.json')
  writeFileSync(passwords, JSON.stringify({ '*': demo.password }))
  vi.stubEnv('LEDGER_PASSWORDS', passwords)
})

const accountWith = (post: string) =>
  demo.accounts.find(({ posts }) => posts.some((held) => held.startsWith(post)))?.account ?? ''

async function callLines(lines: readonly unknown[], ...options: string[]) {
  const file = join(tempFolder('calls'), 'calls.jsonl')
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return run('call', file, '--data', data, ...options)
}

it('has help for every command and says when one is unknown', async () => {
  const help = await run('--help')
  expect(help.code).toBe(0)
  for (const command of [
    'serve',
    'demo',
    'found',
    'outputs',
    'export',
    'form',
    'import',
    'imports',
    'rules',
    'call',
    'verify',
    'backup',
    'restore',
    'migrate',
    'user'
  ]) {
    expect(help.out).toContain(`  ${command} `)
    const own = await run(command, '--help')
    expect([command, own.code, own.out.includes('Usage')]).toEqual([command, 0, true])
  }
  expect((await run('nothing')).code).not.toBe(0)
  expect((await run('rules')).code).not.toBe(0)
})

it('fills an empty folder with the demo bureau once', async () => {
  expect(demo.accounts.length).toBeGreaterThan(10)
  expect(demo.accounts[0]).toEqual({
    account: expect.any(String) as string,
    name: expect.any(String) as string,
    posts: expect.any(Array) as string[]
  })
  const again = await run('demo', '--data', data)
  expect([again.code, again.errors.trim() !== '', again.errors.includes(' at ')]).toEqual([1, true, false])
})

it('lists outputs and rules in the stable shapes', async () => {
  const outputs = (await run('outputs', '--data', data, '--json')).json<readonly Record<string, unknown>[]>()
  expect(outputs.find(({ id }) => id === 'office.exceptions')).toEqual({
    id: 'office.exceptions',
    ledger: 'office',
    name: '例外情况',
    kind: 'xlsx',
    sheets: ['例外情况']
  })
  const rules = (await run('rules', '--data', data, '--json')).json<readonly Record<string, unknown>[]>()
  expect(rules.find(({ id }) => id === 'K-09')).toMatchObject({
    id: 'K-09',
    state: 'on',
    parameters: {},
    source: expect.any(String) as string
  })
  for (const rule of rules) expect(Object.keys(rule)).toEqual(['id', 'act', 'source', 'state', 'parameters'])
})

it('exports workbooks into a folder, and says what it wrote', async () => {
  const out = tempFolder('exports')
  const printed = await run('export', 'office', '--data', data, '--out', out, '--from', '2026-01-01', '--json')
  const { files } = printed.json<{ files: readonly { id: string; path: string; rows: number }[] }>()
  expect(files.map(({ id }) => id)).toEqual(['office.exceptions', 'office.audit'])
  for (const { path } of files) {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    expect(workbook.worksheets.at(-1)?.name).toBe('导出说明')
  }
  expect((await run('export', 'nothing', '--data', data, '--out', out)).code).toBe(1)
  expect((await run('export', 'office', '--data', data, '--out', out, '--from', '5月1日')).code).not.toBe(0)
})

it('tells that a form or its record is not there', async () => {
  const out = join(tempFolder('forms'), 'form.docx')
  const printed = await run('form', 'no.such.form', 'YY-2026-000001', '--data', data, '--out', out)
  expect([printed.code, printed.errors.trim()]).toEqual([1, '没有找到这种表单'])
  expect(existsSync(out)).toBe(false)
})

it('tries an import out, then takes it over whole', async () => {
  const file = join(tempFolder('imports'), '花名册.csv')
  writeFileSync(
    file,
    '花名册\n姓名,科室,编制,入职时间\n司徒明,办公室,正式在编,2020.3.1\n端木青,新设科室,合同聘用,20210105\n'
  )
  const trial = (await run('import', 'people', file, '--data', data, '--json')).json<Record<string, unknown>>()
  expect(trial).toEqual({
    kind: 'people',
    file: '花名册.csv',
    sheets: ['花名册'],
    rows: 2,
    accepted: 2,
    problems: [],
    sums: {},
    committed: false,
    unknownUnits: ['新设科室'],
    unknownPeople: [],
    known: 0,
    leftOut: [],
    notes: [],
    questions: [],
    ready: true,
    stated: [],
    totals: []
  })
  const done = await run('import', 'people', file, '--data', data, '--commit', '--json')
  expect([done.code, done.json<{ committed: boolean }>().committed]).toEqual([0, true])
  const again = await run('import', 'people', file, '--data', data, '--commit', '--json')
  expect(again.code).toBe(1)
  const unknown = await run('import', 'nothing', file, '--data', data)
  expect([unknown.code, unknown.errors.includes('people')]).toEqual([1, true])
})

it('remembers for the next file what an option said of a heading and a word', async () => {
  const book = (name: string) => {
    const file = join(tempFolder('imports'), '名单.csv')
    writeFileSync(file, `同志,所在科室,身份\n${name},办公室,志愿者\n`)
    return file
  }
  const say = ['--map', '同志=姓名', '--value', '编制:志愿者=临时聘用', '--json']
  const first = await run('import', 'people', book('慕容雪'), '--data', data, '--commit', ...say)
  expect([first.code, first.json<{ accepted: number }>().accepted]).toEqual([0, 1])
  const next = await run('import', 'people', book('慕容风'), '--data', data, '--json')
  expect(next.json<object>()).toMatchObject({ rows: 1, accepted: 1, ready: true })
})

it('lists imports and takes one back with a reason', async () => {
  const file = join(tempFolder('imports'), '库存.csv')
  writeFileSync(file, '品名,规格,单位,库存数量,金额\n宣纸,四尺,刀,3,90.00\n')
  const done = await run('import', 'supplies', file, '--data', data, '--commit', '--json')
  const { importId: id } = done.json<{ importId: string }>()
  expect((await run('imports', '--data', data, '--undo', id)).errors.trim()).toBe('撤销导入要写 --reason 撤销原因')
  const undone = await run('imports', '--data', data, '--undo', id, '--reason', '导错了表', '--json')
  expect(undone.json<object[]>()).toMatchObject([{ id, kind: 'supplies', undone: { reason: '导错了表' } }])
})

it('shows what was taken over before the bureau is founded, saying so', async () => {
  const folder = tempFolder('unfounded')
  const out = tempFolder('unfounded-exports')
  const { files } = (await run('export', 'office', '--data', folder, '--out', out, '--json')).json<{
    files: readonly { path: string }[]
  }>()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(files[0]?.path ?? '')
  expect(workbook.worksheets[0]?.getCell('A2').text).toContain('单位：（尚未建立单位）')
})

it('fails a commit with problems and keeps nothing', async () => {
  const file = join(tempFolder('imports'), '花名册.csv')
  writeFileSync(file, '姓名,科室,编制,入职时间\n欧冶子,办公室,正式在编,昨天\n')
  const printed = await run('import', 'people', file, '--data', data, '--commit', '--json')
  expect([printed.code, printed.json<{ committed: boolean; problems: readonly unknown[] }>().committed]).toEqual([
    1,
    false
  ])
  expect((await run('import', 'people', join(data, 'ledger.sqlite'), '--data', data)).code).toBe(1)
})

describe('call', () => {
  it('goes through the same permissions and schema as the window, a line per call', async () => {
    const clerk = accountWith('指定领用人')
    const printed = await callLines([
      { as: clerk, call: 'session.state' },
      { as: clerk, call: 'administration.backups' },
      {
        as: accountWith('系统管理员'),
        call: 'office.createUnit',
        input: { name: '', kind: 'department', parentId: null }
      },
      { as: clerk, call: 'no.such.call' }
    ])
    const [state, backups, unit, unknown] = printed.lines<{
      ok?: { user: { login: string } }
      fault?: { type: string; message: string; issues?: readonly { path: string }[] }
    }>()
    expect(printed.code).toBe(0)
    expect(state?.ok?.user.login).toBe(clerk)
    expect(backups?.fault).toMatchObject({
      type: 'forbidden',
      message: expect.stringContaining('系统管理员') as string
    })
    expect(unit?.fault).toMatchObject({ type: 'invalid', issues: [{ path: 'name' }] })
    expect(unknown?.fault).toMatchObject({ type: 'notFound' })
  })

  it('takes names and what earlier lines gave for ids, and fills in the version a record has now', async () => {
    const admin = accountWith('系统管理员')
    const printed = await callLines([
      { as: admin, call: 'office.createUnit', input: { name: '信访室', kind: 'department', parentId: '办公室' } },
      {
        as: admin,
        call: 'office.updateUnit',
        input: { id: '$1.id', name: '信访接待室', kind: 'department', parentId: '办公室', active: true }
      },
      { as: admin, call: 'office.person', input: { id: admin } },
      { as: admin, call: 'office.person', input: { id: '没有这个人' } },
      { as: admin, call: 'office.person', input: { id: '$4.id' } }
    ])
    const [created, updated, person, nobody, nothing] = printed.lines<{
      ok?: { id?: string; version?: number; name?: string }
      fault?: { type: string; message: string }
    }>()
    expect(created?.ok?.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(updated?.ok?.version).toBe(2)
    expect(person?.ok?.name).toBe(demo.accounts.find(({ account }) => account === admin)?.name)
    expect(nobody?.fault).toMatchObject({ type: 'invalid', message: '没有找到“没有这个人”' })
    expect(nothing?.fault).toMatchObject({ type: 'invalid', message: '第 4 行没有办成，或结果里没有“$4.id”' })
  })

  it('uploads files named in the input first', async () => {
    const folder = tempFolder('calls')
    writeFileSync(join(folder, '放假安排.csv'), 'date,name,type\n')
    writeFileSync(
      join(folder, 'calls.jsonl'),
      JSON.stringify({
        as: accountWith('系统管理员'),
        call: 'files.upload',
        input: { file: { $file: '放假安排.csv' } }
      })
    )
    const [uploaded] = (await run('call', join(folder, 'calls.jsonl'), '--data', data)).lines<{
      ok: { name: string; mime: string }
    }>()
    expect(uploaded?.ok).toMatchObject({ name: '放假安排.csv', mime: 'text/csv' })
  })

  it('stops at the first fault when strict, and at a line it cannot read', async () => {
    const clerk = accountWith('指定领用人')
    const strict = await callLines(
      [
        { as: clerk, call: 'administration.backups' },
        { as: clerk, call: 'session.state' }
      ],
      '--strict'
    )
    expect([strict.code, strict.lines().length]).toEqual([1, 1])
    const unreadable = await callLines([{ as: clerk, call: 'office.units' }, '{"as":'])
    expect([unreadable.code, unreadable.errors.trim().startsWith('第 2 行')]).toEqual([1, true])
  })

  it('asks for the password of each account', async () => {
    const wrong = join(tempFolder('passwords'), 'wrong.json')
    writeFileSync(wrong, JSON.stringify({ nobody: 'x' }))
    const folder = tempFolder('calls')
    writeFileSync(join(folder, 'calls.jsonl'), JSON.stringify({ as: 'nobody', call: 'office.units' }))
    // A process of its own: the password file is read once per process.
    const child = spawn(process.execPath, [builtCommandLine, 'call', join(folder, 'calls.jsonl'), '--data', data], {
      env: { ...process.env, LEDGER_PASSWORDS: wrong }
    })
    let out = ''
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ fault: { type: 'invalid', message: '登录名或密码不对' } })
  })
})

/** A change behind the program's back. */
function rawly(file: string, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file)
    database.run(sql, (fault) => database.close(() => (fault ? reject(fault) : resolve())))
  })
}

it('verifies the whole, and names the first altered entry', async () => {
  const printed = await run('verify', '--data', data, '--json')
  expect(printed.code, printed.out).toBe(0)
  const report = printed.json<{
    ok: boolean
    entries: number
    chains: readonly { ledger: string; length: number; head: string }[]
  }>()
  expect(report.ok).toBe(true)
  expect(report.chains.find(({ ledger }) => ledger === 'office')?.head).toMatch(/^[0-9a-f]{64}$/)
  const altered = tempFolder('altered')
  cpSync(data, altered, { recursive: true })
  await rawly(join(altered, 'ledger.sqlite'), "UPDATE units SET name = '改过的办公室' WHERE name = '办公室'")
  const found = await run('verify', '--data', altered, '--json')
  expect([found.code, found.json()]).toEqual([
    1,
    {
      ok: false,
      firstBad: { ledger: 'office', number: expect.any(String) as string, why: expect.any(String) as string }
    }
  ])
})

it('backs up and restores, the restored data saying so', async () => {
  const made = (await run('backup', '--data', data, '--json')).json<{
    name: string
    verified: boolean
    bytes: number
  }>()
  expect([made.verified, statSync(join(data, 'backups', made.name)).size]).toEqual([true, made.bytes])
  const [created] = (
    await callLines([
      {
        as: accountWith('系统管理员'),
        call: 'office.createUnit',
        input: { name: '备份之后', kind: 'department', parentId: null }
      }
    ])
  ).lines<{ ok: unknown }>()
  expect(created?.ok).toBeTruthy()
  const restored = await run('restore', made.name, '--data', data, '--json')
  expect([restored.code, restored.json()]).toEqual([0, { restored: true, name: made.name }])
  const [units] = (await callLines([{ as: accountWith('系统管理员'), call: 'office.units' }])).lines<{
    ok: readonly { name: string }[]
  }>()
  expect(units?.ok.map(({ name }) => name)).not.toContain('备份之后')
  expect((await run('verify', '--data', data)).code).toBe(0)
  expect((await run('restore', '../../etc/passwd', '--data', data)).code).toBe(1)
})

it('looks after accounts when nobody can sign in', async () => {
  const clerk = accountWith('指定领用人')
  const unsigned = await run('user', 'password', clerk, '--data', data)
  expect([unsigned.code, unsigned.errors]).toEqual([1, expect.stringContaining('--recover') as string])
  const reset = (await run('user', 'password', clerk, '--recover', '--data', data, '--json')).json<{ code: string }>()
  expect(reset).toEqual({ account: clerk, code: expect.stringMatching(/^[a-z]{4}-\d{4}-[a-z]{4}$/) as string })
  const key = join(data, 'field.key')
  renameSync(key, `${key}.away`)
  const keyless = await run('user', 'close', clerk, '--recover', '--data', data)
  renameSync(`${key}.away`, key)
  expect([keyless.code, keyless.errors]).toEqual([1, expect.stringContaining('没有这份数据的密钥') as string])
  expect((await run('user', 'close', clerk, '--recover', '--data', data, '--json')).json()).toEqual({ account: clerk })
  const accounts = (await run('user', 'list', '--data', data, '--json')).json<
    readonly { account: string; active: boolean }[]
  >()
  expect(accounts.find(({ account }) => account === clerk)?.active).toBe(false)
  expect((await run('user', 'unlock', clerk, '--recover', '--data', data)).code).toBe(0)
  expect((await run('user', 'add', 'newcomer', '没有这个人', '--recover', '--data', data)).code).toBe(1)
})

it('says what the data is at', async () => {
  const { migrations } = (await run('migrate', '--data', data, '--json')).json<{
    version: string
    migrations: readonly string[]
  }>()
  expect(migrations.length).toBeGreaterThan(0)
})
