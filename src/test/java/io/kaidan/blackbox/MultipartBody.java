package io.kaidan.blackbox;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** A multipart/form-data body, byte for byte as its writer lays it down. */
final class MultipartBody {

    private final String boundary;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    /** Members of a call: lists and objects are JSON text in a multipart body. */
    static MultipartBody of(Map<String, ?> members) {
        MultipartBody body = new MultipartBody("7d8f0e1c2b3a49566f7e8d9c0b1a2f3e");
        members.forEach((name, value) ->
                body.member(name, value instanceof List<?> || value instanceof Map<?, ?> ? Text.json(value) : value));
        return body;
    }

    /** A part without a type, as all clients write plain members. */
    MultipartBody member(String name, Object value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", Text.utf8(String.valueOf(value)));
    }

    /**
     * A part.
     *
     * @param headers its lines, sent as UTF-8, without the last line's end
     */
    MultipartBody part(String headers, byte[] content) {
        write(Text.utf8("--" + boundary + "\r\n" + headers + "\r\n\r\n"));
        write(content);
        write(Text.utf8("\r\n"));
        return this;
    }

    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(Text.utf8("--" + boundary + "--\r\n"));
        return whole.toByteArray();
    }

    private void write(byte[] bytes) {
        out.writeBytes(bytes);
    }
}
