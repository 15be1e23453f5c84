import { v7 } from 'uuid'
import type { JobState } from '../../contract/files'
import { notFound } from '../../kernel/fault'

interface Job {
  state: JobState
  readonly owner: string
  readonly abort: AbortController
  file: string | undefined
  readonly ended: Promise<void>
}

export interface JobTools {
  readonly signal: AbortSignal
  /** Rows done so far, and how many there are when known. */
  progress(done: number, total?: number): void
}

export interface JobResult {
  /** Path of the file made. */
  readonly file: string
  /** Name it is offered under. */
  readonly fileName: string
}

/** Long work of this process: progress, cancel, result. Jobs belong to the person who started them. */
export class JobRunner {
  private readonly jobs = new Map<string, Job>()

  /** Starts work in the background. `owner` is the person it belongs to. */
  start(owner: string, title: string, work: (tools: JobTools) => Promise<JobResult>): JobState {
    const id = v7()
    const abort = new AbortController()
    const change = (patch: Partial<JobState>) => {
      job.state = { ...job.state, ...patch }
    }
    const run = async () => {
      try {
        const result = await work({
          signal: abort.signal,
          progress: (done, total) => change({ done, total: total ?? job.state.total })
        })
        job.file = result.file
        change({ state: 'done', fileName: result.fileName })
      } catch (error) {
        change(
          abort.signal.aborted
            ? { state: 'cancelled', message: '已取消，没有生成文件' }
            : { state: 'failed', message: error instanceof Error ? error.message : '生成失败' }
        )
      }
    }
    const job: Job = {
      state: { id, title, state: 'running', done: 0, total: null, fileName: null, message: null },
      owner,
      abort,
      file: undefined,
      ended: Promise.resolve().then(run)
    }
    this.jobs.set(id, job)
    return job.state
  }

  state(owner: string, id: string): JobState {
    return this.find(owner, id).state
  }

  cancel(owner: string, id: string): JobState {
    const job = this.find(owner, id)
    job.abort.abort()
    return job.state
  }

  /** The finished file; fails with `notFound` while it is not there. */
  async result(owner: string, id: string): Promise<JobResult> {
    const job = this.find(owner, id)
    await job.ended
    if (!job.file || !job.state.fileName) throw notFound('生成的文件')
    return { file: job.file, fileName: job.state.fileName }
  }

  private find(owner: string, id: string): Job {
    const job = this.jobs.get(id)
    if (job?.owner !== owner) throw notFound('任务')
    return job
  }
}
