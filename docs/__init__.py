"""The documentation: pages to read, and their pictures, drawn by `python -m docs.pictures`."""
