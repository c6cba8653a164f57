import { WebSocket } from 'ws'

/** As much of XMLHttpRequest as rxjs' ajax uses, over fetch. */
class FetchingXMLHttpRequest {
  readyState = 0
  status = 0
  response: unknown = null
  responseText = ''
  responseType = ''
  timeout = 0
  withCredentials = false
  onreadystatechange: (() => void) | null = null
  ontimeout: ((event: unknown) => void) | null = null
  upload = {}
  private method = 'GET'
  private url = ''
  private readonly headers: Record<string, string> = {}
  private answered = new Headers()

  open(method: string, url: string) {
    this.method = method
    this.url = url
    this.readyState = 1
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  getResponseHeader(name: string) {
    return this.answered.get(name)
  }
  getAllResponseHeaders() {
    return [...this.answered].map(([name, value]) => `${name}: ${value}`).join('\r\n')
  }
  send(body?: string | FormData) {
    const { method, headers } = this
    fetch(this.url, { method, headers, ...(body ? { body } : {}) }).then(
      async answer => {
        this.answered = answer.headers
        this.status = answer.status
        this.responseText = await answer.text()
        this.response =
          this.responseType === 'json' && this.responseText ? JSON.parse(this.responseText) : this.responseText
        this.finish()
      },
      () => this.finish()
    )
  }
  abort() {}
  private finish() {
    this.readyState = 4
    this.onreadystatechange?.()
  }
}

/** Gives Node what a browser has and botframework-directlinejs needs. */
export function pretendBrowser(): void {
  Object.assign(globalThis, { WebSocket, XMLHttpRequest: FetchingXMLHttpRequest })
}
