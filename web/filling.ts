// While outlets are answering for the first time, the line that says how many
// did is kept up to date.
interface Progress {
  words: string;
  active: boolean;
  lit: number; // countries with news
}

const every = 4000; // ms; a first fill takes minutes

export function followFilling(): void {
  const line = document.querySelector<HTMLElement>('[data-filling]');
  const address = line?.dataset.filling;
  if (!line || !address) return;
  const ask = async (): Promise<void> => {
    if (document.visibilityState === 'visible') {
      try {
        const answer = await fetch(address);
        const progress = (await answer.json()) as Progress;
        line.textContent = progress.words;
        if (progress.lit > 0 && document.querySelector('[data-empty]')) {
          location.reload();
          return;
        }
        if (!progress.active) return;
      } catch {
        // Asked again at the next turn.
      }
    }
    setTimeout(ask, every);
  };
  setTimeout(ask, every);
}
