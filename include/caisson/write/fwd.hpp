/// The names of what writes, for headers that only name them.
#pragma once

namespace caisson::write {

class AtomicFolder;
class ByteSink;
class CsvWriter;
class FileSystem;
class FolderFile;
struct FolderRequest;
struct Provenance;
struct RunRecord;
struct Sampling;
struct SystemError;
struct WriteFailure;
struct WrittenFile;
struct WrittenFolder;

}  // namespace caisson::write
