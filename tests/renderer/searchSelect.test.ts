// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import SearchSelect from '@renderer/ui/SearchSelect.vue'

afterEach(() => (document.body.innerHTML = ''))

const id = '01a2270a-0000-7000-8000-000000000001'

it('shows the name of a restored choice once the options are there, though the field has the focus', async () => {
  const page = mount(SearchSelect, {
    props: { modelValue: id, options: [] as { value: string; label: string }[] },
    attachTo: document.body
  })
  page.find('input').element.focus()
  await flushPromises()
  expect(page.text()).toContain('正在读取')
  await page.setProps({ options: [{ value: id, label: '市容中队' }] })
  await flushPromises()
  expect(page.text()).toContain('市容中队')
  expect(page.text()).not.toContain(id)
  expect(page.find('input').element).toBe(document.activeElement)
})

it('says of a choice that is no longer offered that it has to be made again, and never shows its id', async () => {
  const page = mount(SearchSelect, {
    props: { modelValue: id, options: [{ value: 'other', label: '办公室' }] },
    attachTo: document.body
  })
  await flushPromises()
  expect(page.text()).toContain('原选项已不可选，请重选')
  expect(page.text()).not.toContain(id)
})

it('marks the first option that fits what was typed before the options were there, so that Enter takes it', async () => {
  const page = mount(SearchSelect, {
    props: { modelValue: undefined, options: [] as { value: string; label: string; keys: string }[] },
    attachTo: document.body
  })
  const input = page.find('input')
  input.element.focus()
  await input.setValue('zm')
  await flushPromises()
  await page.setProps({
    options: [
      { value: 'letter', label: '函件', keys: 'hj' },
      { value: 'proof', label: '证明', keys: 'zm' }
    ]
  })
  await flushPromises()
  await input.trigger('keydown', { key: 'Enter' })
  expect(page.emitted('update:modelValue')).toEqual([['proof']])
})
