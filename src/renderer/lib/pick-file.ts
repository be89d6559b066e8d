/** Asks for one file, as a button with a file field would. Nothing happens when the person changes their mind. */
export function pickFile(onPicked: (file: File) => void): void {
  const field = document.createElement('input');
  field.type = 'file';
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    if (file !== undefined) onPicked(file);
  });
  field.click();
}
