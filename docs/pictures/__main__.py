"""Write the pictures beside this file."""

from docs.pictures import FOLDER, pictures

for name, picture in pictures().items():
    (FOLDER / name).write_text(picture, encoding="utf-8")
