// Beside the time in the outlet's country stands the same moment where the
// reader is, if that reads differently.
export function localTimes(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const text = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit',
    }).format(at);
    const clock = text.slice(-5);
    if (time.textContent?.includes(clock)) continue;
    const here = document.createElement('time');
    here.dateTime = time.dateTime;
    here.textContent = `${text} where you are`;
    time.after(' (', here, ')');
  }
}
