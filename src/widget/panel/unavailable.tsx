/**
 * Shown when settings.json does not come: the only words of the panel that are not the server's, because there is no
 * server to ask.
 */
export function Unavailable({ fallback, onRetry }: { fallback: string; onRetry: () => void }) {
  return (
    <div class="unavailable" role="alert">
      <p>The assistant could not be reached.</p>
      <p>
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      </p>
      <p>
        <a class="link" href={fallback}>
          Read the questions and answers instead
        </a>
      </p>
      <p>
        In an emergency call <a href="tel:999">999</a>. For urgent medical help call <a href="tel:111">111</a>.
      </p>
    </div>
  )
}
