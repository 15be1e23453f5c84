import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobState } from '@contract'
import { followedJobs, forgetJobs, runJob, runJobs } from '@renderer/api/jobs'

const main = vi.hoisted(() => ({
  get: vi.fn(),
  result: vi.fn()
}))
vi.mock('@renderer/api/client', () => ({ client: { jobs: main } }))
vi.stubGlobal('document', { createElement: () => ({ click: saved }) })
vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined })
const saved = vi.fn()

const running = (id: string): JobState => ({
  id,
  title: id,
  state: 'running',
  done: 0,
  total: null,
  fileName: null,
  message: null
})
const done = (id: string): JobState => ({ ...running(id), state: 'done', fileName: `${id}.xlsx` })

describe('the long work of a window', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    forgetJobs()
    vi.clearAllMocks()
    vi.useRealTimers()
  })

  it('saves one file after another', async () => {
    main.result.mockImplementation(({ id }: { id: string }) => Promise.resolve(new File([], id)))
    await runJobs(['甲', '乙'].map((title) => ({ title, begin: () => Promise.resolve(done(title)) })))
    expect(main.result.mock.calls).toEqual([[{ id: '甲' }], [{ id: '乙' }]])
    expect(saved).toHaveBeenCalledTimes(2)
  })

  it('begins nothing more once another person took the window, and asks and saves nothing for the one before', async () => {
    const begun: string[] = []
    const all = runJobs(
      ['甲', '乙'].map((title) => ({
        title,
        begin: () => {
          begun.push(title)
          return Promise.resolve(running(title))
        }
      }))
    )
    await vi.advanceTimersByTimeAsync(0)
    forgetJobs()
    await vi.runAllTimersAsync()
    await all
    expect(begun).toEqual(['甲'])
    expect(main.get).not.toHaveBeenCalled()
    expect(saved).not.toHaveBeenCalled()
    expect(followedJobs).toEqual([])
  })

  it('does not save a file that arrives after another person took the window', async () => {
    let arrive: (file: File) => void = () => undefined
    main.result.mockReturnValue(new Promise<File>((resolve) => (arrive = resolve)))
    const one = runJob('甲', () => Promise.resolve(done('甲')))
    await vi.advanceTimersByTimeAsync(0)
    forgetJobs()
    arrive(new File([], '甲.xlsx'))
    await one
    expect(saved).not.toHaveBeenCalled()
  })
})
