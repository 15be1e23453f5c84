// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import StocktakeEntry from '@renderer/ledger-kit/StocktakeEntry.vue'

beforeEach(() => localStorage.clear())
afterEach(() => (document.body.innerHTML = ''))

const expected = [
  { code: 'ZC-2026-000001', title: '打印机', place: '201室' },
  { code: '城管〔2026〕3号', title: '执法记录仪', place: '201室' },
  { code: 'ZC-2026-000003', title: '保险柜', place: '202室' },
  { code: 'GD 99', title: '文件柜', place: '201室' }
]

async function counting(place: string) {
  const sent: string[] = []
  const page = mount(StocktakeEntry, {
    props: {
      name: '盘点',
      title: '盘点',
      expected,
      places: ['201室', '202室'],
      place,
      post: (scans: readonly { readonly code: string }[]) =>
        Promise.resolve(sent.push(...scans.map(({ code }) => code)))
    },
    attachTo: document.body
  })
  const scan = async (code: string) => {
    const line = page.find('input[aria-label*="扫"], .scan input')
    await line.setValue(code)
    await line.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    return page.find('[role=status], .answer').text()
  }
  return { page, scan, sent }
}

it('knows a thing by its number however that is typed: letter case, width, blanks, brackets', async () => {
  const { scan, sent } = await counting('２０１室')
  expect(await scan('ｚｃ－2026－000001')).toContain('账实相符')
  expect(await scan('ZC-2026-000001')).toContain('已扫过')
  expect(await scan('城管[2026]3号')).toContain('账实相符')
  expect(await scan('zc-2026-000003')).toContain('应在别处')
  expect(await scan('ZC-2026-000009')).toContain('账上没有')
  expect(await scan(' gd  99')).toContain('账实相符')
  expect(sent).toHaveLength(5)
})

it('tells what main answers of a code where this machine could not know it: counted on another, in the books elsewhere', async () => {
  const { page, scan } = await counting('201室')
  expect(await scan('ZC-2026-000001')).toContain('账实相符')
  await page.setProps({ said: { 'zc-2026-000001': { outcome: 'repeated', text: '已有别的盘点人点过' } } })
  expect(page.find('.answer').text()).toContain('已扫过')
  expect(page.find('.answer').text()).toContain('已有别的盘点人点过')
  expect(await scan('ZC-2026-000009')).toContain('账上没有')
  await page.setProps({ said: { 'zc-2026-000009': { outcome: 'elsewhere', text: '不在这次盘点范围' } } })
  expect(page.find('.answer').text()).toContain('应在别处')
})
